import { posix, win32 } from 'node:path';
import type { Oracle } from './oracle.ts';
import { foldBackslashes, pathOf, segmentsOf } from './reading.ts';

/** decodeURIComponent throws for what is no UTF-8 or no escape; so would the back end. */
function decoded(target: string): string | null {
  try {
    return Buffer.from(decodeURIComponent(pathOf(target)), 'utf8').toString('latin1');
  } catch {
    return null;
  }
}

export const nodeStatic: Oracle = {
  id: 'node-static',
  of: "file servers on Node.js: decodeURIComponent, then path.normalize (Node's own is called)",
  read(target) {
    const path = decoded(target);
    return path === null ? null : segmentsOf(posix.normalize(path));
  },
};

export const nodeStaticWindows: Oracle = {
  id: 'node-static-windows',
  of: "the same on Windows (Node's path.win32 is called)",
  read(target) {
    const path = decoded(target);
    return path === null ? null : segmentsOf(foldBackslashes(win32.normalize(path)));
  },
};
