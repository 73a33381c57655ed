import { Document, isMap, isScalar, isSeq, Scalar, type ScalarTag } from 'yaml';

/**
 * Words that some YAML 1.1 reader (the one of the Kubernetes API server among them) takes for a boolean or for null.
 * Seen on Istio 1.31: plugin configuration `{n: 1}` arrived in the filter as `{"false":1}`.
 */
const reserved = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf']);

/**
 * What may stand unquoted: it begins with a letter or a slash, so that no YAML version reads a number, a time or a
 * base-60 integer into it, and holds nothing that YAML gives a meaning to.
 */
const plain = /^[A-Za-z/](?:[A-Za-z0-9_./@=-]|:(?=[A-Za-z0-9_./]))*$/;

/** `E0` is a number to some YAML 1.1 readers: an exponent without digits before it. */
const exponent = /^e[+-]?[0-9_]+$/i;

/** Some digests must be quoted, since they begin with a digit; all are, so that they look the same. */
const digest = /^[0-9a-f]{64}$/;

/** Line breaks of YAML 1.1 and other invisible characters; `style` sees to it that they stand in double quotes. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * Writes plain values as YAML documents, separated by `---`. Keys keep the order of the objects. Every string, keys
 * too, that any YAML version could read as something else is quoted; long text is never folded. No documents: no text.
 *
 * @param comments What stands above a document, without the `#`.
 */
export function writeYaml(documents: readonly unknown[], comments?: ReadonlyMap<unknown, string>): string {
  return documents.map((value) => writeDocument(value, comments?.get(value))).join('---\n');
}

/**
 * A string that `style` has found plain, as it is. The library would look once more for everything that some schema could read into
 * it, which takes a third of all writing.
 */
const plainText: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  format: 'PLAIN',
  identify: (value) => typeof value === 'string',
  resolve: (text) => text,
  stringify: ({ value }) => String(value),
};

function writeDocument(value: unknown, comment: string | undefined): string {
  const document = new Document(value, { version: '1.2', aliasDuplicateObjects: false, customTags: [plainText] });
  setStyles(document.contents);
  const above = comment?.split('\n').map((line) => `#${line.replace(/[^\x20-\x7e]/g, '?')}\n`) ?? [];
  const text = document
    .toString({ lineWidth: 0, directives: false, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
    .replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return above.join('') + text;
}

/** By hand: the library's `visit` takes three times as long, a quarter of all writing. */
function setStyles(node: unknown): void {
  if (isScalar(node)) {
    if (typeof node.value !== 'string') return;
    node.type = style(node.value);
    if (node.type === Scalar.PLAIN) node.format = 'PLAIN';
  } else if (isMap(node)) {
    for (const { key, value } of node.items) {
      setStyles(key);
      setStyles(value);
    }
  } else if (isSeq(node)) node.items.forEach(setStyles);
}

function style(text: string): Scalar.Type {
  if (plain.test(text) && !reserved.has(text.toLowerCase()) && !exponent.test(text) && !digest.test(text)) {
    return Scalar.PLAIN;
  }
  // JSON in a string is easier to read between single quotes; these know no escapes, so only for printable ASCII.
  return /^[\x20-\x7e]*$/.test(text) && text.includes('"') ? Scalar.QUOTE_SINGLE : Scalar.QUOTE_DOUBLE;
}
