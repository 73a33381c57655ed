import { findEnvoy } from '../../tools/envoy/find.ts';

/** Path of the Envoy that the image is made of: the one that every other test runs. */
export async function envoyBinary(): Promise<string> {
  const found = await findEnvoy({ env: process.env, cwd: process.cwd() });
  if (found.kind !== 'binary') throw new Error(`only a container of Envoy was found (${found.image}), no binary`);
  return found.path;
}
