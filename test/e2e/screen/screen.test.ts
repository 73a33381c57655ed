import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { cleanHeaders } from '../../../tools/generate/screen.ts';
import { screenedSteps } from '../../unit/screen/arbitrary-configuration.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { requests } from './requests.ts';
import { sendAll, startScreens, type Outcome, type Protocol, type Request } from './screen-gateway.ts';
import { screenedChain } from './screened-chain.ts';

// generate envoy-filter --screen: what the filter would not touch never enters it, and nothing else differs. Each chain has the
// backstop too: it makes the filter mark what it judges, which shows whether it was entered, and it denies what got past both.

const configurations: Readonly<Record<string, object>> = {
  default: { path: { preset: 'DECODE_AND_MERGE_SLASHES' } },
  'lower-case': { path: { steps: ['lower-case'] } },
  shape: { path: { steps: ['remove-dot-segments', 'strip-trailing-slash', 'strip-trailing-dots', 'merge-slashes'] } },
  reject: {
    path: { preset: 'BASE', steps: ['non-ascii', { step: 'strip-params', action: 'reject' }] },
    rejectStatus: 418,
  },
  redirect: {
    path: {
      steps: [
        { step: 'merge-slashes', action: 'redirect' },
        { step: 'lower-case', action: 'report' },
      ],
    },
  },
  host: {
    path: { steps: ['strip-trailing-dots'] },
    host: { steps: ['lower-case', 'strip-port', 'strip-trailing-dot'] },
  },
  rules: {
    path: { preset: 'STRICT' },
    rules: [{ hosts: ['a.example'], path: { steps: ['lower-case'] }, host: { steps: ['lower-case'] } }],
  },
  forward: { path: { preset: 'BASE', steps: ['lower-case'] } },
  everything: { path: { preset: 'DECODE_AND_MERGE_SLASHES', steps: screenedSteps.map(({ id }) => id) } },
};
/** Flags of that row alone. */
const more: Readonly<Record<string, readonly string[]>> = { forward: ['--forward-original', '--restore=downstream'] };
const names = Object.keys(configurations);
const forms = {
  plain: [],
  composite: ['--screen'],
  delegate: ['--screen=delegate'],
  'composite by ECDS': ['--screen=composite', '--url', 'https://a.example/normalizer.wasm'],
} as const;
/** Where the module comes from makes no difference to what is let by: one row shows it. */
const formsOf = (name: string): (keyof typeof forms)[] =>
  name === 'default' ? ['composite', 'delegate', 'composite by ECDS'] : ['composite', 'delegate'];

let folder: string;
let envoy: RunningEnvoy;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-screen-'));
  const chains = names.flatMap((name) =>
    (['plain', ...formsOf(name)] as const).map(async (form) => {
      const config = JSON.stringify(configurations[name]);
      const own = [
        '--name',
        name.toLowerCase(),
        '--plugin-config',
        config,
        '--backstop',
        ...forms[form],
        ...(more[name] ?? []),
      ];
      return [`${name}/${form}`, await screenedChain(folder, own)] as const;
    }),
  );
  // Also without Istio's larger limit on the size of expressions.
  envoy = await startScreens(await realEnvoy(), Object.fromEntries(await Promise.all(chains)), false);
});
afterAll(async () => {
  await envoy?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** Whether the screen, read as a regular expression of JavaScript, lets a request by. */
function letBy(config: object, { path, host = 'a.example.com', method }: Request): boolean {
  if (method === 'CONNECT') return false;
  const target = path.replace(/^http:\/\/[^/?]*/, '') || '/';
  const authority = target === path ? host : 'b.example';
  const values: Record<string, string> = {
    ':path': target.startsWith('?') ? `/${target}` : target,
    ':authority': authority,
  };
  return Object.entries(cleanHeaders(config as Record<string, unknown>)).every(([name, regex]) =>
    new RegExp(`^(?:${regex})$`).test(values[name]!),
  );
}

describe.each(names)('%s', (name) => {
  const config = configurations[name]!;
  const plain: Partial<Record<Protocol, Outcome[]>> = {};
  const outcomes = (form: string, protocol: Protocol): Promise<Outcome[]> =>
    sendAll(envoy.port(`${name}/${form}`), protocol, requests[protocol]);
  beforeAll(async () => {
    plain.h1 = await outcomes('plain', 'h1');
    plain.h2 = await outcomes('plain', 'h2');
  });

  test.each(formsOf(name).flatMap((form) => [[form, 'h1'] as const, [form, 'h2'] as const]))(
    '%s over %s: the same answers, and the filter is entered exactly where the expression says so',
    async (form, protocol) => {
      const screened = await outcomes(form, protocol);
      const counts = { by: 0, judged: 0, changed: 0, refused: 0 };
      const wrong: string[] = [];
      requests[protocol].forEach((request, index) => {
        const [one, other] = [plain[protocol]![index]!, screened[index]!];
        const by = letBy(config, request);
        const routed = one.status === 200;
        const same = JSON.stringify({ ...one, judged: other.judged }) === JSON.stringify(other);
        if (!same || (routed && other.judged === by)) wrong.push(JSON.stringify({ request, by, one, other }));
        if (!routed) counts.refused++;
        else counts[by ? 'by' : one.path === request.path ? 'judged' : 'changed']++;
      });
      expect(wrong).toEqual([]);
      process.stdout.write(`${name}, ${form}, ${protocol}: ${JSON.stringify(counts)}\n`);
      expect(plain[protocol]!.filter(({ status, judged }) => status === 200 && !judged)).toEqual([]);
      expect(counts.by).toBeGreaterThan(0);
      expect(counts.changed + counts.refused).toBeGreaterThan(0);
    },
  );
});
