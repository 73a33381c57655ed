import { seeded, type Seeded } from './seeded.ts';

const targets = ['/admin', '/admin', '/admin', '/admin/', '/admin/users', '/private/secret.html', '/etc/passwd'];

const inFront = (
  '/. /.. // /; /;x /;x=/y /.; /..; /..;x=y /%2e /%2E%2e /x/.. /x/..;a /x;/.. /x/%2e%2e /x\\.. /\\ /\\.. /%5c /%2f /%3b ' +
  '/%3bx=y /x/%252e%252e /%2e%2e%3b /x%2f.. /x%2f%2e%2e /x/..%2f /x%5c..%5c /... /x/.%2e /x//.. /x//../.. /%u002e /%uff0e ' +
  '/%c0%ae /x/%c0%ae%c0%ae /%09 /%00 /%3f /%23 /* /~ /%20 /%c2%a0 /%ef%bc%8f /x/..%c0%af /x/%e0%80%ae. /evil.example'
).split(' ');
const behind = (
  '/ // /. /.. /./ ; ;x ;x=y/z /; %3b %3bx %2f %5c \\ . .. ... %2e %20 %09 %00 %0a ? ?x %3f %3fx %23 %23x # #x .json .html ~ * ' +
  '%c0%af %c1%9c %u002f %uff0f %ef%bc%8f %c2%a0 %a0 %85 ::$DATA %25 %2500 %252f %253f %253b %25%32%66 %% % %zz /..;/admin /x/..'
).split(' ');
/** What only HTTP/2 carries, or no codec of Envoy lets through. */
const rawBehind = ['\x85', '\xa0', ' ', ' x', '\xc0\xaf', '\xef\xbc\x8f'];

/** Paths that mean `/admin` (or another denied target) to some back end: spelt, wrapped and encoded in every way at once. */
export function mutatedPaths(count: number, seed: number): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => mutated(random));
}

function mutated(random: Seeded): string {
  let path = random.pick(targets);
  path = random.chance(0.5) ? path : [...path].map((character) => spelt(character, random)).join('');
  for (let more = random.int(3); more > 0; more--) path = random.pick(inFront) + path;
  for (let more = random.int(3); more > 0; more--) path += random.pick(random.chance(0.03) ? rawBehind : behind);
  if (random.chance(0.2))
    path = [...path].map((character) => (random.chance(0.3) ? escape(character) : character)).join('');
  for (let more = random.chance(0.3) ? 1 + random.int(random.chance(0.1) ? 12 : 3) : 0; more > 0; more--) {
    path = random.chance(0.7) ? path.replaceAll('%', '%25') : path.replaceAll('%', '%%32%35');
  }
  return path.startsWith('/') ? path : `/${path}`;
}

/** Characters that NFKC, case folding or a best-fit table takes for others, as UTF-8. */
const lookAlikes: Readonly<Record<string, string>> = {
  '/': '\xe2\x88\x95',
  s: '\xc5\xbf',
  d: '\xe2\x85\xbe',
  m: '\xe2\x85\xbf',
};

/** One character in one of its spellings. */
function spelt(character: string, random: Seeded): string {
  if (random.chance(0.7)) return character;
  const code = character.charCodeAt(0);
  switch (random.int(character === '/' ? 10 : 8)) {
    case 0:
      return escape(character).toLowerCase();
    case 1:
      return character.toUpperCase();
    case 2:
      return `%u00${code.toString(16)}`;
    case 3:
      return bytes([0xc0 | (code >> 6), 0x80 | (code & 0x3f)]);
    case 4:
      return bytes([0xe0, 0x80 | (code >> 6), 0x80 | (code & 0x3f)]);
    case 5:
      return bytes([...Buffer.from(String.fromCharCode(code + 0xfee0), 'utf8')]);
    case 6:
      return `%uff${(code - 0x20).toString(16).padStart(2, '0')}`;
    case 7:
      return escape(lookAlikes[character] ?? character);
    case 8:
      return '\\';
    default:
      return '//';
  }
}

const escape = (text: string): string => bytes([...Buffer.from(text, 'latin1')]);

const bytes = (values: readonly number[]): string =>
  values.map((value) => `%${value.toString(16).toUpperCase().padStart(2, '0')}`).join('');
