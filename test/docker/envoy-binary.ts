/** Path of the Envoy that the image is made of. */
export async function envoyBinary(): Promise<string> {
  const asked = process.env['ENVOY_BIN'];
  if (asked === undefined) throw new Error('set ENVOY_BIN');
  return asked;
}
