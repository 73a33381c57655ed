import { Failure } from '../../../tools/model/failure.ts';
import { ask } from './ask.ts';
import { startChains } from './backstop-gateway.ts';
import type { ChainFilter, Deployed } from './generated-chain.ts';
import type { Limiter } from './limited-envoy.ts';

type Seen = 'refused to start' | 'none unjudged' | 'some unjudged' | 'none judged';

export interface Hole {
  readonly limits: Limiter;
  readonly deployed: Deployed;
  /** Without a backstop. */
  readonly chain: readonly ChainFilter[];
  readonly workers: number;
  /** What is to be shown: no worker has its VM, or one has and one has not. */
  readonly wanted: 'some unjudged' | 'none judged';
}

const coarse = steps(20, 44, 3);
const fine = steps(12, 56, 1).filter((limit) => !coarse.includes(limit));

/**
 * The limit on the address space, in GiB, in the middle of those with which Envoy starts and then lets requests pass a
 * chain without judging them: the base VM could be created, a worker's not.
 *
 * @throws Error when no limit shows that, with what each showed: the test would prove nothing here.
 */
export async function findHole(hole: Hole): Promise<number> {
  const seen = new Map<number, Seen>();
  for (const candidates of [coarse, fine]) {
    for (const limit of candidates) seen.set(limit, await see(hole, limit));
    const shown = candidates.filter((limit) => seen.get(limit) === hole.wanted);
    const middle = shown[Math.floor(shown.length / 2)];
    if (middle !== undefined) return middle;
  }
  const table = [...seen].toSorted(([one], [other]) => one - other).map(([limit, what]) => `${limit} GiB: ${what}`);
  throw new Error(
    `no limit leaves a worker without its VM (${hole.wanted}), so nothing is shown here:\n${table.join('\n')}`,
  );
}

async function see({ limits, deployed, chain, workers }: Hole, limit: number): Promise<Seen> {
  try {
    await using envoy = await startChains(limits.limited(limit), {
      deployed,
      chains: { open: chain },
      concurrency: workers,
    });
    const answers = await ask(envoy.port('open'), deployed, '/', workers ** 2);
    const unjudged = answers.filter(({ status, mark }) => status === 200 && mark === undefined).length;
    return unjudged === 0 ? 'none unjudged' : unjudged < answers.length ? 'some unjudged' : 'none judged';
  } catch (error) {
    if (error instanceof Failure) return 'refused to start';
    throw error;
  }
}

function steps(from: number, to: number, by: number): number[] {
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}
