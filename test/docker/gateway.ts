import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { h1 } from '../../tools/wire/h1.ts';
import type { WireTls } from '../../tools/wire/target.ts';
import type { ComposeProject } from './compose-project.ts';

const readyMs = 30_000;

/** What the echo back end saw. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly authority: string;
}

/** Waits until the gateway is ready and reaches the echo; throws with its log when it does not within 30 seconds. */
export async function gatewayReady(project: ComposeProject): Promise<void> {
  const { http, status } = project.ports;
  for (const end = Date.now() + readyMs; Date.now() < end; await sleep(100)) {
    const ready = await h1({ port: status }, { path: '/ready' });
    if (ready.status !== 200) continue;
    const answer = await h1({ port: http }, { path: '/', host: 'guest.example.com' });
    if (answer.status === 200) return;
  }
  throw new Error(`the gateway did not get ready within ${readyMs} ms:\n${await gatewayLog(project)}`);
}

/** The gateway's log, as soon as it holds `text`, else what there is after 30 seconds. */
export async function logUntil(project: ComposeProject, text: string): Promise<string> {
  for (const end = Date.now() + readyMs; Date.now() < end; await sleep(100)) {
    const log = await gatewayLog(project);
    if (log.includes(text)) return log;
  }
  return gatewayLog(project);
}

async function gatewayLog(project: ComposeProject): Promise<string> {
  return (await project.compose('logs', '--no-color', 'envoy')).stdout;
}

/** TLS towards the gateway with the project's certificates; the client's own too when `client` is true. */
export function tlsTo(project: ComposeProject, sni: string, client = false): WireTls {
  const read = (name: string): string => readFileSync(join(project.folder, 'examples/compose/tls', name), 'utf8');
  const own = client ? { cert: read('client.crt'), key: read('client.key') } : {};
  return { sni, ca: read('ca.crt'), ...own };
}

/** The echo's answer; throws when the body is another's. */
export function seenIn(body: string): Seen {
  return JSON.parse(body) as Seen;
}
