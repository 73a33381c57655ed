import { surroundingsFailure } from '../model/failure.ts';
import { h1 } from '../wire/h1.ts';
import type { WireResponse } from '../wire/response.ts';

/** A bound listener, as Envoy tells it. */
export interface BoundListener {
  readonly name: string;
  readonly port: number;
}

/** The admin interface of a running Envoy. Paths go out as they are given. */
export interface Admin {
  readonly port: number;
  /** Body of a GET, e.g. `/stats?format=json`, `/config_dump`, `/memory`, `/certs`. Rejects with a Failure unless Envoy answers 200. */
  get(path: string): Promise<string>;
  /** Body of a POST, e.g. `/drain_listeners`, `/logging?wasm=debug`. Rejects like `get`. */
  post(path: string): Promise<string>;
  /** Whether `/ready` says LIVE. */
  ready(): Promise<boolean>;
  /** Value of one counter or gauge; 0 for one that does not exist yet. */
  stat(name: string): Promise<number>;
  listeners(): Promise<BoundListener[]>;
}

/** Milliseconds. Envoy answers on its main thread, which a configuration of a thousand filter chains keeps busy for long. */
const timeoutMs = 60_000;

export function adminClient(port: number): Admin {
  const send = (method: string, path: string, bound = {}): Promise<WireResponse> =>
    h1({ port, ...bound }, { method, path, host: 'localhost', ...(method === 'POST' ? { body: '' } : {}) });
  const call = async (method: string, path: string): Promise<string> => {
    const { status, body, error } = await send(method, path, { timeoutMs });
    if (status === 200 && error === undefined) return Buffer.from(body, 'latin1').toString('utf8');
    throw surroundingsFailure({
      what: `Envoy's admin interface answered ${method} ${path} with ${error ?? `${status}: ${body.trim()}`}`,
    });
  };
  return {
    port,
    get: (path) => call('GET', path),
    post: (path) => call('POST', path),
    ready: async () => (await send('GET', '/ready')).status === 200,
    async stat(name) {
      const filter = encodeURIComponent(`^${name.replace(/[^\w]/g, '\\$&')}$`);
      const line = await call('GET', `/stats?filter=${filter}`);
      return Number(line.split(': ')[1] ?? 0);
    },
    listeners: async () => boundListeners(await call('GET', '/listeners?format=json')),
  };
}

interface ListenerStatuses {
  readonly listener_statuses?: readonly {
    readonly name: string;
    readonly local_address: { readonly socket_address?: { readonly port_value?: number } };
  }[];
}

// envoy.admin.v3.Listeners
function boundListeners(json: string): BoundListener[] {
  const statuses = (JSON.parse(json) as ListenerStatuses).listener_statuses ?? [];
  return statuses.map(({ name, local_address }) => ({ name, port: local_address.socket_address?.port_value ?? 0 }));
}
