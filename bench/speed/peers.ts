import { c, cSimd } from '../peers/c/peer.ts';
import { rust } from '../peers/rust/peer.ts';
import { stock } from '../peers/stock/peer.ts';
import type { Peer } from './peer.ts';

/** Every peer that is a module, with the folder of its sources below bench/peers/. */
export const peers: readonly { readonly peer: Peer; readonly folder: string }[] = [
  { peer: c, folder: 'c' },
  { peer: cSimd, folder: 'c' },
  { peer: rust, folder: 'rust' },
  { peer: stock, folder: 'stock' },
];
