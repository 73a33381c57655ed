import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bootstrap } from './bootstrap.ts';
import type { Listener } from './listener.ts';
import { any } from './proto.ts';

/** The private files of one Envoy. */
export interface WorkDirectory {
  readonly path: string;
  readonly config: string;
  /** Envoy writes the address of its admin listener here. */
  readonly adminAddress: string;
  writeListeners(listeners: readonly Listener[]): void;
  remove(): void;
}

/**
 * Makes a directory that only this user can read (configurations hold private keys) and writes the configuration into it.
 *
 * @param parent directory to make it in; the system's for temporary files when left out.
 * @param listeners when given, Envoy watches a file of listeners (LDS), and `writeListeners` replaces it.
 */
export function workDirectory(bootstrap: Bootstrap, listeners?: readonly Listener[], parent = tmpdir()): WorkDirectory {
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, 'portcullis-envoy-'));
  const listenersFile = join(path, 'listeners.json');
  let version = 0;
  const directory: WorkDirectory = {
    path,
    config: join(path, 'envoy.json'),
    adminAddress: join(path, 'admin-address'),
    // Envoy reads the file when a complete one takes the name (core.v3.PathConfigSource watches for moves).
    writeListeners(list) {
      const resources = list.map((item) => any('envoy.config.listener.v3.Listener', item));
      const draft = `${listenersFile}.draft`;
      writeFileSync(draft, JSON.stringify({ version_info: String(++version), resources }), { mode: 0o600 });
      renameSync(draft, listenersFile);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
  try {
    const config = { ...withAdmin(bootstrap), ...(listeners === undefined ? {} : dynamicListeners(listenersFile)) };
    writeFileSync(directory.config, JSON.stringify(config), { mode: 0o600 });
    if (listeners !== undefined) directory.writeListeners(listeners);
    return directory;
  } catch (error) {
    directory.remove();
    throw error;
  }
}

function withAdmin(bootstrap: Bootstrap): Bootstrap {
  return { ...bootstrap, admin: { address: { socket_address: { address: '127.0.0.1', port_value: 0 } } } };
}

function dynamicListeners(path: string): Bootstrap {
  return { dynamic_resources: { lds_config: { resource_api_version: 'V3', path_config_source: { path } } } };
}
