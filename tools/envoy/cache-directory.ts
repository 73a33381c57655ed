import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Where downloads are kept: `PORTCULLIS_CACHE`, else `XDG_CACHE_HOME/portcullis` (XDG Base Directory Specification: relative
 * values are ignored), else the platform's own place.
 */
export function cacheDirectory(
  env: Readonly<Record<string, string | undefined>>,
  platform: string = process.platform,
  home: string = homedir(),
): string {
  const own = env['PORTCULLIS_CACHE'];
  if (own !== undefined && own !== '') return own;
  const xdg = env['XDG_CACHE_HOME'];
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'portcullis');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'portcullis');
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'portcullis', 'cache');
  return join(home, '.cache', 'portcullis');
}
