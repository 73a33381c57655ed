import { c, cGuard, cLeast, cSimd, cSimdCounter } from '../peers/c/peer.ts';
import { rust, rustGuard } from '../peers/rust/peer.ts';
import { stock, stockGuard } from '../peers/stock/peer.ts';
import type { Peer } from './peer.ts';

/** Every peer that is a module, with the folder of its sources below bench/peers/, by the job that it does. */
export const peers: Readonly<Record<PeerJob, readonly { readonly peer: Peer; readonly folder: string }[]>> = {
  'lower-case': [
    { peer: c, folder: 'c' },
    // The one with a counter before the one without: targets hold it against the normalizer, so one Envoy should serve both.
    { peer: cSimdCounter, folder: 'c' },
    { peer: cSimd, folder: 'c' },
    { peer: rust, folder: 'rust' },
    { peer: stock, folder: 'stock' },
  ],
  least: [{ peer: cLeast, folder: 'c' }],
  guard: [
    { peer: cGuard, folder: 'c' },
    { peer: rustGuard, folder: 'rust' },
    { peer: stockGuard, folder: 'stock' },
  ],
};

export type PeerJob = 'lower-case' | 'least' | 'guard';
