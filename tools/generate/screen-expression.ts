import type { Screen } from '../catalog/screens.ts';

const printable = Array.from({ length: 0x7e - 0x20 }, (_, index) => String.fromCharCode(0x21 + index));

/** A class of bytes as RE2 and JavaScript write it, runs of three and more as ranges. */
function classOf(without: string): string {
  const kept = printable.filter((byte) => !without.includes(byte));
  if (kept.length === 0) throw new Error('a screen that lets nothing by');
  let text = '';
  for (let from = 0; from < kept.length;) {
    let to = from;
    while (kept[to + 1]?.charCodeAt(0) === kept[to]!.charCodeAt(0) + 1) to++;
    const run = kept.slice(from, to + 1).map((byte) => (/[\\\]^[-]/.test(byte) ? `\\${byte}` : byte));
    text += run.length < 3 ? run.join('') : `${run[0]}-${run.at(-1)}`;
    from = to + 1;
  }
  return `[${text}]`;
}

/**
 * Envoy matches whole values anyway. With it RE2 looks for a match at the end alone and not behind every byte: 17 instead of 24
 * instructions a byte, counted on Envoy 1.40.0.
 */
const end = '$';

function all(screens: readonly Screen[], key: 'without' | 'begins' | 'ends'): string {
  return screens.map((screen) => screen[key] ?? '').join('');
}

/**
 * A regular expression (RE2, whole string) that only values of `:path` match which none of the screens holds back. What is
 * matched is what is let by, and it is printable ASCII alone: so it does not matter whether RE2 reads bytes (Envoy 1.40.0 does) or
 * UTF-8, and what no class names (raw bytes from 0x80 on, NUL, a newline) goes into the filter. No step reads the query.
 */
export function cleanPath(screens: readonly Screen[]): string {
  const without = all(screens, 'without');
  const [begins, ends] = [all(screens, 'begins'), all(screens, 'ends')];
  const run = screens.some(({ slashRun }) => slashRun === true);
  const closed = screens.some(({ slashEnd }) => slashEnd === true);
  const query = `(?:\\?[!-~]*)?${end}`;
  if (begins === '' && ends === '' && !run && !closed) return `/${classOf(`?${without}`)}*${query}`;
  const inner = classOf(`/?${without}`);
  const first = classOf(`/?${without}${begins}`);
  const last = classOf(`/?${without}${ends}`);
  const slash = run ? '/' : '/+';
  const segment = segmentOf(inner, first, last, classOf(`/?${without}${begins}${ends}`));
  return `(?:${closed ? '/' : slash}|(?:${slash}${segment})+${closed ? '' : run ? '/?' : '/*'})${query}`;
}

function segmentOf(inner: string, first: string, last: string, only: string): string {
  if (inner === last) return first === inner ? `${inner}+` : `${first}${inner}*`;
  if (inner === first) return `${inner}*${last}`;
  return first === last ? `${only}(?:${inner}*${last})?` : `(?:${only}|${first}${inner}*${last})`;
}

/** The same for `:authority`. */
export function cleanAuthority(screens: readonly Screen[]): string {
  const without = all(screens, 'without');
  const ends = all(screens, 'ends');
  const inner = classOf(without);
  return `${ends === '' ? `${inner}+` : `${inner}*${classOf(`${without}${ends}`)}`}${end}`;
}
