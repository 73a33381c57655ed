import type { Oracle } from '../../test/oracles/oracle.ts';
import { oracles } from '../../test/oracles/oracles.ts';
import { isBypass } from '../../test/unit/strict/bypass.ts';
import { strictJudge, type Judge } from '../../test/unit/strict/judge.ts';
import type { PresetJudge } from './judges.ts';

export interface BypassTable {
  readonly markdown: string;
  /** Bypasses that STRICT, with what a back end needs behind it, leaves. */
  readonly left: number;
}

/** Which of the readings a path that goes on gets past, one bit each. */
function fooledBy(): (forwarded: string) => number {
  const known = new Map<string, number>();
  return (forwarded) => {
    let bits = known.get(forwarded);
    if (bits === undefined) {
      bits = oracles.reduce((sum, oracle, index) => sum | (isBypass(oracle, forwarded) ? 1 << index : 0), 0);
      known.set(forwarded, bits);
    }
    return bits;
  };
}

/** How many of the paths get past the policy at each back end, behind each preset. */
export async function bypassTable(judges: readonly PresetJudge[], paths: readonly string[]): Promise<BypassTable> {
  const fooled = fooledBy();
  const columns = judges.map(({ judge }) => bitsOf(judge, paths, fooled));
  const needed = await Promise.all(oracles.map((oracle) => leftWithNeeds(oracle, paths)));
  const count = (bits: readonly number[], mask: number): number => bits.filter((bit) => (bit & mask) !== 0).length;
  const line = (name: string, mask: number, last: string): string =>
    `| ${[name, ...columns.map((bits) => count(bits, mask)), last].join(' | ')} |\n`;
  const masks = oracles.map((_, index) => 1 << index);
  const alone = oracles.reduce((sum, { needs }, index) => (needs === undefined ? sum | masks[index]! : sum), 0);
  const head = ['back end', ...judges.map(({ preset }) => preset), 'STRICT and what it needs'];
  const markdown = [
    `| ${head.join(' | ')} |\n|---|${'---:|'.repeat(head.length - 1)}\n`,
    ...oracles.map(({ id, needs }, index) =>
      line(id, masks[index]!, needs === undefined ? '-' : String(needed[index])),
    ),
    line('any that STRICT alone is for', alone, '-'),
    line('any', ~0, '-'),
  ].join('');
  const strict = columns.at(-1) ?? [];
  return { markdown, left: count(strict, alone) + needed.reduce((sum, left) => sum + left, 0) };
}

function bitsOf(judge: Judge, paths: readonly string[], fooled: (forwarded: string) => number): number[] {
  return paths.map((path) => {
    const forwarded = judge(path);
    return forwarded === null ? 0 : fooled(forwarded);
  });
}

async function leftWithNeeds(oracle: Oracle, paths: readonly string[]): Promise<number> {
  if (oracle.needs === undefined) return 0;
  const judge = await strictJudge(oracle.needs);
  return paths.filter((path) => {
    const forwarded = judge(path);
    return forwarded !== null && isBypass(oracle, forwarded);
  }).length;
}
