import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { extension } from '../../../tools/envoy/proto.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { h1 } from '../../../tools/wire/h1.ts';
import { headerOf } from '../../../tools/wire/response.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate, guardFilter, guardListener, seen } from '../guard/guard-listener.ts';
import { lifeFilter, lifeSubjects, sni } from './life-listener.ts';

describe.each(lifeSubjects)('two instances of $filter in one VM', (subject) => {
  let envoy: RunningEnvoy;
  beforeAll(async () => {
    const tls = await anyCertificate();
    envoy = await startEnvoy(await realEnvoy(), {
      bootstrap: bootstrap({
        listeners: [
          guardListener({ name: 'one', tls, httpFilters: [lifeFilter(subject, 1)] }),
          guardListener({ name: 'two', tls, httpFilters: [lifeFilter(subject, 2)] }),
          guardListener({ name: 'both', tls, httpFilters: [lifeFilter(subject, 1), lifeFilter(subject, 2)] }),
        ],
      }),
    });
  });
  afterAll(() => envoy?.stop());
  const ask = (listener: string, question: number) =>
    h1({ port: envoy.port(listener), tls: { sni } }, subject.request(question));

  test('in two listeners: each answers by its own configuration', async () => {
    for (let question = 0; question < 20; question++) {
      expect((await ask('one', question)).status).toBe(subject.statusOf(1, question));
      expect((await ask('two', question)).status).toBe(subject.statusOf(2, question));
    }
    // The base VM, the main thread's and the worker's.
    expect(await envoy.admin.stat('wasm.envoy.wasm.runtime.v8.active')).toBe(3);
  });

  test('in one chain: the first that refuses answers', async () => {
    for (let question = 0; question < 4; question++) {
      const first = subject.statusOf(1, question);
      expect((await ask('both', question)).status).toBe(first === 200 ? subject.statusOf(2, question) : first);
    }
  });
});

describe('a guard that reports in front of one that refuses', () => {
  test('both judge the same request, each by its own configuration', async () => {
    const tls = await anyCertificate();
    const listeners = [{ hosts: ['a.example.com'] }, { hosts: ['b.example.com'] }];
    await using envoy = await startEnvoy(await realEnvoy(), {
      bootstrap: bootstrap({
        listeners: [
          guardListener({
            name: 'main',
            tls,
            httpFilters: [guardFilter({ action: 'REPORT' }), guardFilter({ listeners, mark: true })],
          }),
        ],
      }),
    });
    const ask = (host: string) => h1({ port: envoy.port('main'), tls: { sni: 'a.example.com' } }, { path: '/', host });
    const inside = async (host: string): Promise<unknown[]> => {
      const response = await ask(host);
      return [response.status, headerOf(response, seen.state), headerOf(response, seen.mark)];
    };
    expect(await inside('a.example.com')).toEqual([200, undefined, 'judged']);
    expect(await inside('b.example.com')).toEqual([421, 'a.example.com b.example.com', 'judged']);
    expect(await inside('c.example.com')).toEqual([200, 'a.example.com c.example.com', 'judged']);
  });
});

describe('the order of calls', () => {
  test('Envoy creates the stream context right before its request headers, however long an earlier filter waits', async () => {
    const delayMs = 700;
    const delay = extension('envoy.filters.http.fault', 'envoy.extensions.filters.http.fault.v3.HTTPFault', {
      delay: { fixed_delay: `${delayMs / 1000}s`, percentage: { numerator: 100 } },
    });
    const lines: { readonly at: number; readonly line: string }[] = [];
    await using envoy = await startEnvoy(await realEnvoy(), {
      bootstrap: bootstrap({
        listeners: [
          guardListener({ name: 'main', tls: await anyCertificate(), httpFilters: [delay, guardFilter({})] }),
        ],
      }),
      componentLogLevel: 'wasm:trace,http:debug',
      onLog: (line) => lines.push({ at: timeOf(line), line }),
    });
    const host = 'a.example.com';
    expect((await h1({ port: envoy.port('main'), tls: { sni: host } }, { path: '/', host })).status).toBe(200);
    const find = (text: string): number => lines.findIndex(({ line }) => line.includes(text));
    const arrived = find('request headers complete');
    const created = lines.findIndex(
      ({ line }, index) => index > arrived && line.includes('[host->vm] proxy_on_context_create'),
    );
    const judged = find('[host->vm] proxy_on_request_headers');
    expect(arrived).toBeGreaterThan(-1);
    expect(lines[created]!.at - lines[arrived]!.at).toBeGreaterThan(delayMs * 0.9);
    expect(lines[created + 1]!.line).toContain('[host<-vm] proxy_on_context_create');
    expect(judged).toBe(created + 2);
  });
});

/** Milliseconds of the day in Envoy's default log format. */
function timeOf(line: string): number {
  const [, hours, minutes, seconds] = /^\[\S+ (\d+):(\d+):([\d.]+)\]/.exec(line) ?? [];
  return (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000;
}
