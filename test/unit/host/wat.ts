import binaryen from 'binaryen';

/** Assembles WebAssembly text. */
export function wat(text: string): Uint8Array<ArrayBuffer> {
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.All);
  const bytes = module.emitBinary();
  module.dispose();
  return new Uint8Array(bytes);
}
