import { Document, isScalar, Scalar } from 'yaml';

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

function writeDocument(value: unknown, comment: string | undefined): string {
  const above = comment?.split('\n').map((line) => `#${line.replace(/[^\x20-\x7e]/g, '?')}\n`) ?? [];
  const lines = isFilled(value) ? linesOf(value) : [scalarText(value)];
  return above.join('') + lines.map((line) => `${line}\n`).join('');
}

/**
 * The lines of a mapping or sequence with something in it, in block style. Written here and not by the library, since
 * manifests with 100,000 hosts would take a second; odd scalars are still left to it.
 */
function linesOf(value: Filled): string[] {
  const lines: string[] = [];
  const put = (lead: string, indent: string, inner: unknown): void => {
    if (!isFilled(inner)) lines.push(`${lead} ${scalarText(inner)}`);
    else {
      lines.push(lead);
      write(inner, `${indent}  `);
    }
  };
  const write = (filled: Filled, indent: string): void => {
    if (!Array.isArray(filled)) {
      for (const [key, inner] of Object.entries(filled)) {
        if (inner === undefined) continue;
        const text = scalarText(key);
        const long = text.length > longestKey;
        if (long) lines.push(`${indent}? ${text}`);
        put(long ? `${indent}:` : `${indent}${text}:`, indent, inner);
      }
      return;
    }
    for (const item of filled as readonly unknown[]) {
      const first = lines.length;
      put(`${indent}-`, indent, item);
      // A filled item begins on the line of its dash.
      if (isFilled(item)) lines.splice(first, 2, `${indent}- ${(lines[first + 1] ?? '').trimStart()}`);
    }
  };
  write(value, '');
  return lines;
}

/** A key in front of `:` may have 1024 characters (YAML 1.2, 7.4). */
const longestKey = 1000;

type Filled = Readonly<Record<string, unknown>> | readonly unknown[];

/** Whether it is a mapping or a sequence that is not empty. */
function isFilled(value: unknown): value is Filled {
  return typeof value === 'object' && value !== null && Object.values(value).some((inner) => inner !== undefined);
}

function scalarText(value: unknown): string {
  if (typeof value === 'boolean' || value === null || (Number.isSafeInteger(value) && !Object.is(value, -0))) {
    return String(value);
  }
  if (typeof value === 'string' && /^[\x20-\x7e]*$/.test(value)) {
    const type = style(value);
    if (type === Scalar.PLAIN) return value;
    return type === Scalar.QUOTE_SINGLE ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
  }
  return oddText(value);
}

/** What the library makes of a value: texts with invisible characters, fractions, empty mappings and sequences. */
function oddText(value: unknown): string {
  const document = new Document(value, { version: '1.2' });
  if (isScalar(document.contents) && typeof value === 'string') document.contents.type = style(value);
  return document
    .toString({ lineWidth: 0, directives: false, doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER })
    .trimEnd()
    .replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function style(text: string): Scalar.Type {
  if (plain.test(text) && !reserved.has(text.toLowerCase()) && !exponent.test(text) && !digest.test(text)) {
    return Scalar.PLAIN;
  }
  // JSON in a string is easier to read between single quotes; these know no escapes, so only for printable ASCII.
  return /^[\x20-\x7e]*$/.test(text) && text.includes('"') ? Scalar.QUOTE_SINGLE : Scalar.QUOTE_DOUBLE;
}
