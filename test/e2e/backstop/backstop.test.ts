import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { ask, type Answer } from './ask.ts';
import { accessPrefix, startChains } from './backstop-gateway.ts';
import { findHole } from './find-hole.ts';
import { generatedChain, type ChainFilter, type Deployed } from './generated-chain.ts';
import { limiter, type Limiter } from './limited-envoy.ts';

// generate envoy-filter --backstop: no request passes that the filter has not judged, be it there, missing, or without a VM.

const normalizer: Deployed = { filter: 'normalizer', mark: 'wasm.portcullis.normalizer' };
const guard: Deployed = { filter: 'misdirected-guard', mark: 'wasm.portcullis.misdirected-guard' };
const path = '//a%2fb/../c';
const denied: Answer = { status: 403, mark: undefined, path: undefined };
const unjudged: Answer = { status: 200, mark: undefined, path };
const deniedLine = `${accessPrefix}403 rbac_access_denied_matched_policy[backstop]`;

interface Row {
  readonly name: string;
  readonly deployed: Deployed;
  readonly flags: readonly string[];
  /** Path that the request is routed by, for one sent as above. */
  readonly passed: string;
  /** Two: one worker gets its VM and the other one does not. */
  readonly workers: 1 | 2;
}

const rows: readonly Row[] = [
  { name: 'normalizer', deployed: normalizer, flags: [], passed: '/a/c', workers: 1 },
  { name: 'reload', deployed: normalizer, flags: ['--fail-strategy', 'FAIL_RELOAD'], passed: '/a/c', workers: 1 },
  { name: 'by ECDS', deployed: normalizer, flags: ['--url', 'https://a.example/x.wasm'], passed: '/a/c', workers: 1 },
  { name: 'misdirected-guard', deployed: guard, flags: [], passed: path, workers: 1 },
  { name: 'two workers', deployed: normalizer, flags: [], passed: '/a/c', workers: 2 },
  { name: 'forward ORIGINAL', deployed: normalizer, flags: ['--forward-original'], passed: '/a/c', workers: 2 },
  {
    name: 'forward ORIGINAL, restored downstream',
    deployed: normalizer,
    flags: ['--forward-original', '--restore=downstream'],
    passed: path,
    workers: 2,
  },
];

let limits: Limiter;
beforeAll(async () => {
  limits = await limiter();
});
afterAll(() => limits?.[Symbol.dispose]());

describe.each(rows)('$name', ({ name, deployed, flags, passed, workers }) => {
  const judged: Answer = { status: 200, mark: 'judged', path: passed };
  let chain: ChainFilter[];
  beforeAll(async () => {
    chain = await generatedChain(deployed, limits.folder, ['--backstop', ...flags]);
  });

  test('requests pass, marked, where the filter is; where it is missing each is denied', async () => {
    const chains = { whole: chain, 'without-filter': chain.slice(1) };
    await using envoy = await startChains(await realEnvoy(), { deployed, chains, concurrency: workers });
    expect(kinds(await ask(envoy.port('whole'), deployed, path))).toEqual([judged]);
    expect(kinds(await ask(envoy.port('without-filter'), deployed, path))).toEqual([denied]);
  });

  test('where a worker gets no VM, its requests pass without a backstop, and none does with it', async () => {
    const open = chain.filter((filter) => !filter.name.endsWith('-backstop'));
    const wanted = workers === 1 ? 'none judged' : 'some unjudged';
    const limit = await findHole({ limits, deployed, chain: open, workers, wanted });
    const envoy = limits.limited(limit);
    const rounds = workers === 1 ? 2 : 8;
    const others = workers === 1 ? [] : [judged];
    {
      await using running = await startChains(envoy, { deployed, chains: { open }, concurrency: workers });
      const answers = await ask(running.port('open'), deployed, path, rounds);
      expect(kinds(answers)).toEqual(expect.arrayContaining([unjudged, ...others]));
    }
    const log: string[] = [];
    const onLog = (line: string): void => void (line === deniedLine && log.push(line));
    const running = await startChains(envoy, { deployed, chains: { chain }, concurrency: workers, onLog });
    const answers = await ask(running.port('chain'), deployed, path, rounds).finally(running.stop);
    const refused = answers.filter(({ status }) => status === 403).length;
    process.stdout.write(`${name}: at ${limit} GiB ${refused} requests denied, ${answers.length - refused} judged\n`);
    expect(kinds(answers)).toHaveLength(workers);
    expect(kinds(answers)).toEqual(expect.arrayContaining([denied, ...others]));
    // Envoy ended in order, so all of its access log is here.
    expect(log).toHaveLength(refused);
  }, 240_000);
});

/** Each different answer once. */
function kinds(answers: readonly Answer[]): Answer[] {
  const found = new Map(answers.map((answer) => [`${answer.status} ${answer.mark} ${answer.path}`, answer]));
  return [...found.values()];
}
