import { extension } from './proto.ts';
import type { Extension } from './proto.ts';

/** A Lua script as an HTTP filter (envoy.extensions.filters.http.lua.v3.Lua). */
export function luaFilter(source: string, name = 'envoy.filters.http.lua'): Extension {
  return extension(name, 'envoy.extensions.filters.http.lua.v3.Lua', {
    default_source_code: { inline_string: source },
  });
}
