import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import type { Extension } from '../../../tools/envoy/proto.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { h1 } from '../../../tools/wire/h1.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate } from '../guard/guard-listener.ts';
import { generationOf, lifeListener, lifeSubjects, sni } from './life-listener.ts';
import { runLoad } from './load.ts';

describe.each(lifeSubjects)('$filter', (subject) => {
  let envoy: RunningEnvoy;
  let tls: Extension;
  beforeEach(async () => {
    tls = await anyCertificate();
    envoy = await startEnvoy(await realEnvoy(), {
      bootstrap: bootstrap({}),
      listeners: [lifeListener('main', subject, 0, tls)],
      concurrency: 2,
      drainSeconds: 10,
    });
  });
  afterEach(() => envoy?.stop());

  const update = (generation: number): Promise<void> =>
    envoy.updateListeners([lifeListener('main', subject, generation, tls)]);
  const target = () => ({ port: envoy.port('main'), tls: { sni } });

  test('25 updates while requests flow: each is judged by the configuration of its own listener', async () => {
    const load = runLoad({ target: target(), subject, connections: 4 });
    let last = 0;
    for (let generation = 1; generation <= 25; generation++) {
      await update(generation);
      last = generation;
      await sleep(60);
    }
    const answers = await load.stop();
    expect(answers.filter(({ response }) => (response.status ?? 0) >= 500)).toEqual([]);
    for (const { response, question } of answers) {
      const generation = generationOf(response);
      expect(generation, JSON.stringify(response)).toBeDefined();
      expect(response.status).toBe(subject.statusOf(generation!, question));
    }
    // The load saw most generations, and old listeners answered behind new ones.
    const generations = answers.map(({ response }) => generationOf(response)!);
    expect(new Set(generations).size).toBeGreaterThan(20);
    const behind = generations.filter((generation, index) => generation < (generations[index - 1] ?? 0));
    expect(behind.length).toBeGreaterThan(50);
    expect(answers.length).toBeGreaterThan(500);
    expect(generationOf(await h1(target(), subject.request(last)))).toBe(last);
  });

  test('streams that an earlier filter holds during updates are judged by their own configuration', async () => {
    const held = Array.from({ length: 20 }, (_, question) => ({
      question,
      answer: h1(target(), { ...subject.request(question), headers: [['x-envoy-fault-delay-request', '2500']] }),
    }));
    await sleep(500);
    for (let generation = 1; generation <= 5; generation++) {
      await update(generation);
      const response = await h1(target(), subject.request(generation));
      expect(response.status).toBe(subject.statusOf(generation, generation));
      expect(generationOf(response)).toBe(generation);
    }
    for (const { question, answer } of held) {
      const response = await answer;
      expect(generationOf(response)).toBe(0);
      expect(response.status).toBe(subject.statusOf(0, question));
    }
  });

  test('updates back to a configuration that is still draining are judged by it', async () => {
    for (let round = 1; round <= 12; round++) {
      const generation = round % 2;
      await update(generation);
      for (let question = 0; question < 3; question++) {
        const response = await h1(target(), subject.request(question));
        expect(generationOf(response)).toBe(generation);
        expect(response.status).toBe(subject.statusOf(generation, question));
      }
    }
  });

  test('an update that is refused leaves the old listener at work, and the next good one is taken', async () => {
    const broken = { ...subject, configuration: () => ({ nonsense: true }) };
    for (let round = 0; round < 5; round++) {
      await expect(envoy.updateListeners([lifeListener('main', broken, 99, tls)])).rejects.toThrow(
        `Unable to create Wasm plugin ${subject.filter}`,
      );
      const response = await h1(target(), subject.request(round));
      expect(response.status).toBe(subject.statusOf(0, round));
      expect(generationOf(response)).toBe(0);
    }
    await update(1);
    expect((await h1(target(), subject.request(1))).status).toBe(subject.statusOf(1, 1));
  });

  test('listeners that share a VM come and go without touching each other', async () => {
    const both = [lifeListener('main', subject, 0, tls), lifeListener('other', subject, 1, tls)];
    const active = (): Promise<number> => envoy.admin.stat('wasm.envoy.wasm.runtime.v8.active');
    const before = await active();
    for (let round = 0; round < 3; round++) {
      await envoy.updateListeners(both);
      for (let question = 0; question < 3; question++) {
        for (const [generation, name] of ['main', 'other'].entries()) {
          const response = await h1({ port: envoy.port(name), tls: { sni } }, subject.request(question));
          expect(response.status).toBe(subject.statusOf(generation, question));
        }
      }
      // One VM a thread, however many listeners.
      expect(await active()).toBe(before);
      await envoy.updateListeners([both[round % 2]!]);
      const left = round % 2;
      const response = await h1({ port: envoy.port(['main', 'other'][left]!), tls: { sni } }, subject.request(left));
      expect(response.status).toBe(subject.statusOf(left, left));
    }
  });
});
