import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fileAccessLog } from '../../../tools/envoy/access-log.ts';
import { openH2, h2 } from '../../../tools/wire/h2.ts';
import { runGenerate } from '../../unit/generate/run-generate.ts';
import { guardFilter } from '../guard/guard-listener.ts';
import { adminHost, guestHost, pageGateway } from './page-gateway.ts';
import type { PageGateway } from './page-gateway.ts';

// docs/roll-out-421.md on a real Envoy: what it shows is what is run here.

const page = readFileSync(new URL('../../../docs/roll-out-421.md', import.meta.url), 'utf8');

/** The fenced blocks of one language, in order. */
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1] ?? '');
const commands = blocks('sh').flatMap((block) => block.trimEnd().split('\n'));
const [accessLogFormat = '', accessLogSample = '', logSample = '', answerSample = ''] = blocks('text');
const command = (start: string): string => commands.find((line) => line.includes(start))!;

let folder: string;
const gateways: Partial<Record<'report' | 'enforce', PageGateway>> = {};
const lines: string[] = [];
const reportedLines = (): string[] => lines.filter((line) => line.includes('portcullis misdirected-guard: '));

/** The gateway with the manifest of a step. */
async function gatewayOf(step: 'report' | 'enforce'): Promise<PageGateway> {
  const generate = commands.find((line) => line.startsWith('portcullis generate') && line.includes(`${step}.json`))!;
  const args = generate
    .replace(/ > guard\.yaml$/, '')
    .split(' ')
    .slice(2);
  const { code, out, err } = await runGenerate(args.map((arg) => (arg.endsWith('.json') ? join(folder, arg) : arg)));
  expect(err).not.toContain('error');
  expect(code, err).toBe(0);
  const { spec } = parse(out) as { spec: { pluginConfig: unknown } };
  return pageGateway(
    { main: { httpFilters: [guardFilter(spec.pluginConfig)], blocked: {} } },
    {
      accessLog: [fileAccessLog(join(folder, `${step}.log`), accessLogFormat)],
      onLog: (line) => void lines.push(line),
    },
  );
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-roll-out-'));
  const configurations = blocks('json');
  writeFileSync(join(folder, 'report.json'), configurations[0]!);
  writeFileSync(join(folder, 'enforce.json'), configurations[1]!);
  gateways.report = await gatewayOf('report');
  gateways.enforce = await gatewayOf('enforce');
});
afterAll(async () => {
  for (const gateway of Object.values(gateways)) await gateway[Symbol.asyncDispose]();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const asked = async (gateway: PageGateway, sni: string | null, host: string): Promise<number | null> =>
  (await h2({ port: gateway.envoy.port('main'), tls: { sni } }, { host, headers: [['user-agent', 'test']] })).status;

/** What the page's command for the counters prints, of this Envoy. */
async function counters({ envoy }: PageGateway): Promise<Record<string, number>> {
  const [, path = ''] = /localhost:15000(\/\S+?)'$/.exec(command('/stats'))!;
  const text = await envoy.admin.get(path);
  return Object.fromEntries(
    text
      .trimEnd()
      .split('\n')
      .map((line) => line.split(': '))
      .map(([name = '', value]) => [name, Number(value)]),
  );
}

const named = 'wasmcustom.portcullis_guard_';

describe('report', () => {
  const seen = async (): Promise<void> => {
    const gateway = gateways.report!;
    expect(await asked(gateway, guestHost, guestHost)).toBe(200);
    expect(await asked(gateway, guestHost, adminHost)).toBe(200);
    expect(await asked(gateway, 'shop.example.com', 'other.example.com')).toBe(200);
    expect(await asked(gateway, guestHost, adminHost.toUpperCase())).toBe(200);
  };

  test('the counters are there from the start, those of the page and no other', async () => {
    const found = await counters(gateways.report!);
    const inTable = [...page.matchAll(/^\| `(wasmcustom\.\w+)`/gm)].map((match) => match[1]!);
    expect(found).toEqual(Object.fromEntries([...inTable, `${named}misdirected`].toSorted().map((name) => [name, 0])));
  });

  test('nothing is refused, and the counter counts', async () => {
    await seen();
    expect(await counters(gateways.report!)).toMatchObject({ [`${named}reported`]: 2, [`${named}misdirected`]: 0 });
  });

  test('the pipeline of the page over the log shows the pairs', async () => {
    const deadline = Date.now() + 5_000;
    while (reportedLines().length < 2 && Date.now() < deadline) await sleep(10);
    const [, pipeline = ''] = /\| (.*)$/.exec(command('kubectl logs'))!;
    const input = reportedLines().join('\n');
    const shown = execFileSync('sh', ['-c', pipeline], { input: `${input}\n`, encoding: 'utf8' });
    expect(shown.trim()).toBe(logSample.trim());
  });

  test('requests cannot fill the log: ten lines a second, and none is lost from the count', async () => {
    await sleep(1_100);
    const gateway = gateways.report!;
    const before = (await counters(gateway))[`${named}reported`]!;
    lines.length = 0;
    const started = Date.now();
    const connection = await openH2({ port: gateway.envoy.port('main'), tls: { sni: guestHost } });
    const count = 300;
    try {
      for (let at = 0; at < count; at++) expect((await connection.send({ host: adminHost })).status).toBe(200);
      const seconds = Math.ceil((Date.now() - started) / 1_000) + 1;
      await sleep(1_100);
      await connection.send({ host: 'ADMIN.example.com:8443' });
      const deadline = Date.now() + 5_000;
      const left = (): number[] =>
        reportedLines().map((line) => Number(/\(lines not shown since: (\d+)\)$/.exec(line)?.[1] ?? 0));
      const total = (): number => reportedLines().length + left().reduce((sum, value) => sum + value, 0);
      while (total() < count + 1 && Date.now() < deadline) await sleep(10);
      expect(total()).toBe(count + 1);
      expect(left().some((value) => value > 0)).toBe(true);
      expect(reportedLines().length).toBeLessThanOrEqual(10 * seconds + 1);
      expect((await counters(gateway))[`${named}reported`]! - before).toBe(count + 1);
    } finally {
      connection.close();
    }
  });

  test('the access log has the pair in the filter state, and a dash where all is well', async () => {
    const gateway = gateways.report!;
    await gateway.envoy.stop();
    const log = readFileSync(join(folder, 'report.log'), 'utf8').trimEnd().split('\n');
    expect(log[0]).toMatch(/^\S+ GET 200 via_upstream client=127\.0\.0\.1 agent="test" misdirected="-"$/);
    expect(log[1]).toMatch(
      new RegExp(`^\\S+ GET 200 via_upstream client=\\S+ agent="test" ${accessLogSample.trim()}$`),
    );
    expect(log[2]).toContain('misdirected="-"');
    expect(log[3]).toContain(accessLogSample.trim());
  });
});

describe('enforce', () => {
  test("the page's curl gets 421", async () => {
    const { envoy } = gateways.enforce!;
    const text = command('curl -sk').replace('GATEWAY_ADDRESS:443', `127.0.0.1:${envoy.port('main')}`);
    expect(execFileSync('sh', ['-c', text], { encoding: 'utf8' })).toBe(answerSample);
    expect(await counters(gateways.enforce!)).toMatchObject({ [`${named}reported`]: 0, [`${named}misdirected`]: 1 });
  });

  test('own hosts pass, and the access log says why one did not', async () => {
    const gateway = gateways.enforce!;
    expect(await asked(gateway, guestHost, guestHost)).toBe(200);
    await gateway.envoy.stop();
    const log = readFileSync(join(folder, 'enforce.log'), 'utf8');
    expect(log).toMatch(/^\S+ GET 421 portcullis_misdirected\{other-listener\} client/m);
    expect(log).toMatch(/^\S+ GET 200 via_upstream .* misdirected="-"$/m);
  });
});
