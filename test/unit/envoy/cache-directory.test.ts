import { expect, it } from 'vitest';
import { cacheDirectory } from '../../../tools/envoy/cache-directory.ts';

it.each([
  [{ PORTCULLIS_CACHE: '/own', XDG_CACHE_HOME: '/xdg' }, 'linux', '/own'],
  [{ PORTCULLIS_CACHE: '', XDG_CACHE_HOME: '/xdg' }, 'linux', '/xdg/portcullis'],
  [{ XDG_CACHE_HOME: 'relative' }, 'linux', '/home/u/.cache/portcullis'],
  [{}, 'linux', '/home/u/.cache/portcullis'],
  [{}, 'darwin', '/home/u/Library/Caches/portcullis'],
  [{ XDG_CACHE_HOME: '/xdg' }, 'darwin', '/xdg/portcullis'],
  [{ LOCALAPPDATA: '/local' }, 'win32', '/local/portcullis/cache'],
  [{}, 'win32', '/home/u/AppData/Local/portcullis/cache'],
])('with %j on %s downloads are kept in %s', (env, platform, expected) => {
  expect(cacheDirectory(env, platform, '/home/u')).toBe(expected);
});
