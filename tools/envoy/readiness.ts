import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminClient } from './admin.ts';
import type { Admin } from './admin.ts';

/** Milliseconds between two looks at Envoy's state. */
const pause = 10;

/**
 * Waits until Envoy has told its admin address, says LIVE and its workers listen.
 *
 * @param stopWaiting asked before each look; it throws when there is nothing to wait for any more.
 */
export async function waitUntilReady(adminAddressFile: string, stopWaiting: () => void): Promise<Admin> {
  const port = await poll(stopWaiting, () => readPort(adminAddressFile));
  const admin = adminClient(port);
  await poll(stopWaiting, async () => (await isLive(admin)) || undefined);
  return admin;
}

/** Waits until `look` has an answer other than undefined. */
export async function poll<T>(stopWaiting: () => void, look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    stopWaiting();
    const answer = await look();
    if (answer !== undefined) return answer;
    await sleep(pause);
  }
}

async function readPort(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const port = /:(\d+)$/.exec(text.trim())?.[1];
  return port === undefined ? undefined : Number(port);
}

async function isLive(admin: Admin): Promise<boolean> {
  if (!(await admin.ready())) return false;
  const started = await admin.stat('listener_manager.workers_started').catch(() => 0);
  return started === 1;
}
