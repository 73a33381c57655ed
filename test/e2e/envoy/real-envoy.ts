import { spawnSync } from 'node:child_process';
import type { Envoy } from '../../../tools/envoy/envoy-kinds.ts';
import { filterChain } from '../../../tools/envoy/filter-chain.ts';
import { findEnvoy } from '../../../tools/envoy/find.ts';
import { httpConnectionManager } from '../../../tools/envoy/http-connection-manager.ts';
import type { HttpConnectionManagerOptions } from '../../../tools/envoy/http-connection-manager.ts';
import { listener } from '../../../tools/envoy/listener.ts';
import type { Listener } from '../../../tools/envoy/listener.ts';
import type { Extension } from '../../../tools/envoy/proto.ts';
import { directResponse, virtualHost } from '../../../tools/envoy/routes.ts';

let found: Promise<Envoy> | undefined;

/** The Envoy that every end-to-end test runs. */
export function realEnvoy(): Promise<Envoy> {
  found ??= findEnvoy({ env: process.env, cwd: process.cwd() });
  return found;
}

/** An HTTP connection manager that answers every request with what it saw of it, in response headers. */
export function echo(options: Partial<HttpConnectionManagerOptions> = {}): Extension {
  const headers = {
    'x-path': '%REQ(:PATH)%',
    'x-authority': '%REQ(:AUTHORITY)%',
    'x-method': '%REQ(:METHOD)%',
    'x-sni': '%REQUESTED_SERVER_NAME%',
    'x-protocol': '%PROTOCOL%',
  };
  return httpConnectionManager({ virtualHosts: [virtualHost('echo', [directResponse({ headers })])], ...options });
}

/** A plaintext listener in front of `echo`. */
export function echoListener(name: string, options: Partial<HttpConnectionManagerOptions> = {}): Listener {
  return listener({ name, filterChains: [filterChain({ filters: [echo(options)] })] });
}

/** Whether a process runs. An orphan that has ended stays a zombie until the init process looks for it: that one does not. */
export function isAlive(pid: number): boolean {
  return !/^(Z.*)?$/.test(processField('stat', pid));
}

/** A field of ps(1), empty when there is no such process. */
export function processField(field: string, pid: number): string {
  return spawnSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}
