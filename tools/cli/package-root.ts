import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of this package: it holds build/, assembly/ and manifests/. The same from tools/cli and from dist/cli. */
export const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
