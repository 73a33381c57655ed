import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { luaFilter } from '../../tools/envoy/lua-filter.ts';
import type { Extension } from '../../tools/envoy/proto.ts';
import { wasmFilter } from '../../tools/envoy/wasm-filter.ts';
import type { Variant } from './variant.ts';

/** A plugin of a row; nothing is configured when `configuration` is left out. */
export function plugin(name: string, file: string, vmId: string, configuration?: object): Extension {
  const given = configuration === undefined ? {} : { configuration };
  return wasmFilter({ name, module: { file }, rootId: 'bench', vmId, ...given });
}

/** The row `lua-<name>`: the script bench/peers/lua/<name>.lua. */
export function lua(root: string, name: string, title: string): Variant {
  return { id: `lua-${name}`, title, settings: () => ({ httpFilters: [luaScript(root, name)] }) };
}

/** The script bench/peers/lua/<name>.lua as a filter. */
export function luaScript(root: string, name: string): Extension {
  return luaFilter(readFileSync(join(root, 'bench', 'peers', 'lua', `${name}.lua`), 'utf8'), `lua-${name}`);
}
