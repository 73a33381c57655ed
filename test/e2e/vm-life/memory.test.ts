import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { startEnvoy } from '../../../tools/envoy/run.ts';
import type { RunningEnvoy } from '../../../tools/envoy/run.ts';
import { h1 } from '../../../tools/wire/h1.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { anyCertificate } from '../guard/guard-listener.ts';
import { generationOf, lifeListener, lifeSubjects, sni } from './life-listener.ts';

const MiB = 1_048_576;

/**
 * Resident memory beside the heap that Envoy's allocator holds, in bytes: the linear memories of the VMs are there, and in none
 * of Envoy's own statistics. The heap itself comes and goes by some megabytes with every update.
 */
async function besideTheHeap({ admin, pid }: RunningEnvoy): Promise<number> {
  const { heap_size: heap } = JSON.parse(await admin.get('/memory')) as { heap_size: string };
  const status = `/proc/${pid}/status`;
  const kibibytes = existsSync(status)
    ? /VmRSS:\s+(\d+) kB/.exec(readFileSync(status, 'latin1'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'latin1' });
  return Number(kibibytes) * 1024 - Number(heap);
}

describe.each(lifeSubjects)('$filter', (subject) => {
  test('200 updates leave the memory and the number of VMs as they were', { timeout: 180_000 }, async () => {
    const tls = await anyCertificate();
    await using envoy: RunningEnvoy = await startEnvoy(await realEnvoy(), {
      bootstrap: bootstrap({}),
      listeners: [lifeListener('main', subject, 0, tls)],
      drainSeconds: 1,
    });
    let generation = 0;
    const updates = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        generation++;
        await envoy.updateListeners([lifeListener('main', subject, generation, tls)]);
        const response = await h1({ port: envoy.port('main'), tls: { sni } }, subject.request(generation));
        expect(generationOf(response)).toBe(generation);
        expect(response.status).toBe(subject.statusOf(generation, generation));
      }
    };
    /** When the replaced listeners are gone. */
    const measured = async (): Promise<{ vms: number; bytes: number }> => {
      while ((await envoy.admin.stat('listener_manager.total_listeners_draining')) > 0) await sleep(100);
      return { vms: await envoy.admin.stat('wasm.envoy.wasm.runtime.v8.active'), bytes: await besideTheHeap(envoy) };
    };
    await updates(60);
    const before = await measured();
    await updates(200);
    const after = await measured();
    expect(after.vms).toBe(before.vms);
    // A guard's configuration here is 300 kB and more when compiled: 200 of them would be seen.
    expect(after.bytes - before.bytes).toBeLessThan(4 * MiB);
    expect(before.bytes).toBeGreaterThan(20 * MiB);
  });
});
