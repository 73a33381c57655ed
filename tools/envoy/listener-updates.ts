import { setTimeout as sleep } from 'node:timers/promises';
import { surroundingsFailure, userFailure } from '../model/failure.ts';
import type { Admin } from './admin.ts';
import type { Listener } from './listener.ts';
import type { LogTail } from './log-tail.ts';
import { poll } from './readiness.ts';
import { isRejection, refusedListeners } from './start-failure.ts';
import type { WorkDirectory } from './work-directory.ts';

export interface ListenerUpdates {
  port(listener: string): number;
  updateListeners(listeners: readonly Listener[]): Promise<void>;
}

/** Bound on one update, in milliseconds. */
const updateMs = 60_000;
/** How long the log line of a refusal may take to arrive behind its counter, in milliseconds. */
const logMs = 500;

/**
 * The ports of a ready Envoy, and the replacing of its listeners by the file that it watches.
 *
 * @throws userFailure when Envoy refused one of the listeners it was started with.
 */
export async function listenerUpdates(
  admin: Admin,
  directory: WorkDirectory,
  log: LogTail,
  hasEnded: () => boolean,
): Promise<ListenerUpdates> {
  let ports = new Map<string, number>();
  let queue: Promise<void> = Promise.resolve();
  const refresh = async (): Promise<void> => {
    ports = new Map((await admin.listeners()).map(({ name, port }) => [name, port]));
  };
  const refusal = async (firstLine: number): Promise<Error> => {
    const giveUp = Date.now() + logMs;
    while (!log.since(firstLine).some(isRejection) && Date.now() < giveUp) await sleep(10);
    return refusedListeners(log.since(firstLine));
  };

  const update = async (listeners: readonly Listener[]): Promise<void> => {
    const before = await ldsCounters(admin);
    const firstLine = log.count();
    const deadline = Date.now() + updateMs;
    const stopWaiting = (): void => {
      if (hasEnded()) throw surroundingsFailure({ what: 'Envoy ended during an update of its listeners' });
      if (Date.now() > deadline) {
        throw surroundingsFailure({ what: `Envoy did not take up its listeners within ${updateMs / 1000} s` });
      }
    };
    directory.writeListeners(listeners);
    const after = await poll(stopWaiting, async () => {
      const now = await ldsCounters(admin);
      return now.taken + now.refused > before.taken + before.refused ? now : undefined;
    });
    await poll(
      stopWaiting,
      async () => (await admin.stat('listener_manager.total_listeners_warming')) === 0 || undefined,
    );
    await refresh();
    if (after.refused > before.refused) throw await refusal(firstLine);
  };

  if ((await ldsCounters(admin)).refused > 0) throw await refusal(0);
  await refresh();
  return {
    port(name) {
      const port = ports.get(name);
      if (port !== undefined) return port;
      const known = [...ports.keys()].join(', ') || 'none';
      throw userFailure({ what: `Envoy has no listener ${JSON.stringify(name)}; its listeners: ${known}` });
    },
    updateListeners(listeners) {
      const next = queue.then(() => update(listeners));
      queue = next.catch(() => undefined);
      return next;
    },
  };
}

async function ldsCounters(admin: Admin): Promise<{ taken: number; refused: number }> {
  const text = await admin.get('/stats?filter=%5Elistener_manager%5C.lds%5C.update_(success|rejected)%24');
  const value = (name: string): number => Number(new RegExp(`${name}: (\\d+)`).exec(text)?.[1] ?? 0);
  return { taken: value('update_success'), refused: value('update_rejected') };
}
