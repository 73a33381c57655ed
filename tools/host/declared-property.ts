import { textFromBytes } from './bytes.ts';

/** How long filter state lives: `envoy.source.extensions.common.wasm.LifeSpan`. */
export const lifeSpan = { filterChain: 0, downstreamRequest: 1, downstreamConnection: 2 } as const;

export interface DeclaredProperty {
  readonly name: string;
  readonly span: number;
}

/**
 * Reads `DeclarePropertyArguments` (Envoy, source/extensions/common/wasm/ext/declare_property.proto), of which this host needs the
 * name (field 1) and the life span (field 5). Undefined for bytes that are no such message.
 */
export function readDeclaredProperty(message: Uint8Array): DeclaredProperty | undefined {
  let name = '';
  let span = 0;
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = message[at++];
      if (byte === undefined) return Number.NaN;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    return Number.NaN;
  };
  while (at < message.length) {
    const key = varint();
    const wireType = key & 7;
    const value = varint();
    if (Number.isNaN(value) || (wireType !== 0 && wireType !== 2)) return undefined;
    if (wireType === 0) {
      if (key >> 3 === 5) span = value;
      continue;
    }
    if (at + value > message.length) return undefined;
    if (key >> 3 === 1) name = textFromBytes(message.subarray(at, at + value));
    at += value;
  }
  return { name, span };
}
