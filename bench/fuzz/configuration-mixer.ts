import type { ConfigurationSeeds } from './configuration-seeds.ts';
import { styledJson } from './json-style.ts';
import { mutatedTree, poolOf, type Json } from './json-tree.ts';
import type { Random } from './random.ts';

export interface ConfigurationText {
  /** One byte a character. */
  readonly text: string;
  /** It means the same as a configuration that the filter takes. */
  readonly good: boolean;
}

const bytes = '"\\{}[]:,.-+eE0123456789 \n\t\0\x1f\x7f\x80\xff\xc3\xed\xf4tfnu/*'.split('');
const pieces =
  '\\u \\u0041 \\ud83d \\ude00 \\uD83D\\uDE00 \\x \\/ null true false 1e9 -0 00 0x1 NaN "a":1, {} [] "" ,, "mark":true, "path":{}, // /**/'.split(
    ' ',
  );
const deep = ['[', '{"a":', '{"path":', '{"path":{"steps":[', '{"path":{"steps":[{"step":', '{"listeners":[{"hosts":['];

/** Makes configurations: those of the tables restyled, changed as trees, and changed as bytes. */
export function configurationMixer({ good, bad }: ConfigurationSeeds): (random: Random) => ConfigurationText {
  const texts = [...good, ...bad];
  const trees = good.map((text) => JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as Json);
  const pool = poolOf(trees);
  return (random) => {
    const kind = random.below(64);
    if (kind < 10) return { text: styledJson(random.of(trees), random), good: true };
    if (kind < 40) {
      let tree = random.of(trees);
      for (let left = 1 + random.below(3); left > 0; left--) tree = mutatedTree(tree, pool, random);
      const text = styledJson(tree, random);
      return { text: random.once(4) ? mutatedBytes(text, random) : text, good: false };
    }
    if (kind < 62) return { text: mutatedBytes(random.of(texts), random), good: false };
    if (kind === 62) return { text: random.of(deep).repeat(random.below(random.once(64) ? 2_000 : 40)), good: false };
    return { text: Array.from({ length: random.below(60) }, () => random.of(bytes)).join(''), good: false };
  };
}

function mutatedBytes(text: string, random: Random): string {
  let now = text;
  for (let left = 1 + random.below(3); left > 0; left--) {
    const at = random.below(now.length + 1);
    const end = at + (random.once(2) ? 0 : random.below(8));
    const piece = random.once(8)
      ? now.slice(random.below(now.length + 1)).slice(0, 40)
      : random.once(3)
        ? random.of(pieces)
        : random.once(4)
          ? String.fromCharCode(random.below(256))
          : random.once(6)
            ? ''
            : random.of(bytes);
    now = random.once(24) ? now.slice(0, at) : now.slice(0, at) + piece + now.slice(end);
  }
  return now;
}
