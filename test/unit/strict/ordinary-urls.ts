import { date, email, hex, noun, number, scripts, time, token, uuid, word } from './ordinary-words.ts';
import { seeded, type Seeded } from './seeded.ts';

/** Makes one URL of a class: what proper clients send every day. */
type Maker = (random: Seeded) => string;

const extension = (random: Seeded): string => random.pick(['js', 'css', 'png', 'svg', 'woff2', 'map']);
const script = (random: Seeded): string => encodeURIComponent(random.pick(scripts));

/** The classes of test/cases/positive.jsonl. */
const makers: Readonly<Record<string, Maker>> = {
  'static-assets': (r) => `/static/${noun(r)}/${word(r, 5)}.${hex(r, 8)}.min.${extension(r)}`,
  'rest-ids': (r) => `/api/v${1 + r.int(4)}/${noun(r)}/${number(r)}/${noun(r)}/${number(r)}`,
  uuids: (r) => `/api/${noun(r)}/${uuid(r)}`,
  'versions-and-dates': (r) => `/${noun(r)}/${date(r)}/v${r.int(9)}.${r.int(20)}.${r.int(20)}`,
  'times-and-verbs': (r) => (r.chance(0.5) ? `/events/${date(r)}T${time(r)}` : `/v1/${noun(r)}/${number(r)}:cancel`),
  'dots-in-names': (r) => `/${r.pick(['.well-known', 'a..b', 'v...'])}/${word(r, 6)}.final.v${r.int(9)}.tar.gz`,
  'capitals-in-names': (r) => `/Wiki/${noun(r)}/README_${number(r)}.MD`,
  'trailing-slash': (r) => `/${noun(r)}/${date(r).replaceAll('-', '/')}/`,
  'query-with-anything': (r) => `/${noun(r)}?next=//${word(r, 5)}.example/../a;b&q=100%25%2F${number(r)}%zz`,
  grpc: (r) => `/${word(r, 5)}.v1.${word(r, 6)}Service/Get${word(r, 6)}`,
  'sub-delimiters': (r) => `/maps/@${r.int(90)}.${number(r)},${r.int(90)}.${number(r)},${r.int(20)}z/a=b&c!$'(d)*`,
  'odata-parentheses': (r) => `/odata/Products(${number(r)})/Lines(Order=${number(r)},Name='${word(r, 4)}')`,
  'plus-signs': (r) => `/wiki/C++/${word(r, 5)}+${word(r, 5)}`,
  'e-mail-addresses': (r) => `/users/${email(r, '@')}/${noun(r)}`,
  'signed-tokens': (r) => `/reset/eyJ${token(r, 30)}.eyJ${token(r, 40)}.${token(r, 43)}`,
  'escaped-spaces': (r) => `/files/${word(r, 6)}%20${word(r, 5)}%20(${number(r)}).pdf`,
  'utf8-names': (r) => `/wiki/${script(r)}/${number(r)}`,
  'escaped-unsafe': (r) => `/tags/%22${word(r, 5)}%22${r.pick(['%7C', '%3C', '%5E', '%60', '%7B'])}${number(r)}`,
  'utf8-lower-case-hex': (r) => `/wiki/${script(r).toLowerCase()}/%c3%a9${number(r)}`,
  'escaped-unreserved': (r) => `/%7E${word(r, 6)}/${noun(r)}/${word(r, 3)}%2D${number(r)}`,
  'e-mail-escaped-at': (r) => `/users/${email(r, '%40')}/${noun(r)}`,
  'escaped-sub-delimiters': (r) => `/${noun(r)}/R${r.pick(['%26', '%2C', '%3D', '%27', '%28'])}D%3A${number(r)}`,
  'base64-escaped': (r) => `/blobs/${token(r, 24)}%2B${token(r, 9)}%3D%3D`,
  'escaped-brackets': (r) => `/forms/${noun(r)}%5B${r.int(20)}%5D/value`,
  'dot-segments': (r) => `/docs/${noun(r)}/../images/./${word(r, 6)}.png`,
  'double-slashes': (r) => `/buckets/${noun(r)}//${date(r)}/${word(r, 6)}.csv`,
  'url-as-path': (r) => `/fetch/https://${word(r, 7)}.example/${noun(r)}`,
  'escaped-url-as-segment': (r) => `/fetch/https%3A%2F%2F${word(r, 7)}.example%2F${noun(r)}`,
  'gitlab-projects': (r) => `/api/v4/projects/${word(r, 6)}%2F${word(r, 8)}/issues/${number(r)}`,
  'escaped-backslash': (r) => `/accounts/CORP%5C${word(r, 6)}/${noun(r)}`,
  'session-ids': (r) => `/${noun(r)}/list;jsessionid=${hex(r, 32).toUpperCase()}`,
  'matrix-parameters': (r) => `/cars;color=${word(r, 4)};year=${2000 + r.int(26)}/${noun(r)}`,
  'escaped-semicolon': (r) => `/notes/${word(r, 5)}%3B${word(r, 5)}`,
  'double-escaped': (r) => `/files/${word(r, 6)}%2520${word(r, 5)}.txt`,
  'percent-signs': (r) => `/sale/${1 + r.int(99)}%25-off-${word(r, 6)}`,
  'escaped-question-or-hash': (r) => `/wiki/${word(r, 6)}${r.pick(['%3F', '%23'])}/${number(r)}`,
  'latin-1-names': (r) => `/caf%E9/${word(r, 5)}%FC${number(r)}`,
  'line-ends-in-keys': (r) => `/keys/${word(r, 5)}%0A${word(r, 5)}`,
};

export const ordinaryClasses = Object.keys(makers);

/** `count` URLs of a class, always the same. */
export function ordinaryUrls(name: string, count: number): string[] {
  const maker = makers[name];
  if (maker === undefined) throw new Error(`found class ${name}, expected one of ${ordinaryClasses.join(', ')}`);
  const random = seeded([...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7));
  return Array.from({ length: count }, () => maker(random));
}
