import { carrierOf } from '../../test/e2e/normalizer/sendable.ts';
import { pathMixer } from '../fuzz/path-mixer.ts';
import { pathSeeds } from '../fuzz/path-seeds.ts';
import { createRandom, type Random } from '../fuzz/random.ts';
import { expectedStatus } from './chain.ts';

/** A request, and what it must be answered. */
export interface SoakRequest {
  readonly path: string;
  readonly host: string;
  readonly status: number;
}

/** Draws requests of one connection's kind. */
export type Draw = (random: Random) => SoakRequest;

const hosts = [
  'guest.example.com',
  'guest.example.com',
  'guest.example.com',
  'shop.example.com',
  'GUEST.Example.com.:8443',
  'admin.example.com',
  'ADMIN.example.com',
  'example.org',
  'a.example.org:443',
  'unknown.example',
  '127.0.0.1',
  '[::1]:8443',
];
const clean = [
  '/',
  '/index.html',
  '/api/v4/projects/42/issues',
  '/static/js/main.3f2c.js',
  '/search?q=a%20b//c',
  '/a/b/c/d/e/f/g',
  '/users/1234567/orders/89',
  '/img/logo@2x.png?v=3',
  '/checkout/cart',
  '/health',
];

/** Paths that HTTP/1.1 carries, by class, and those that only HTTP/2 carries. */
export interface SoakPaths {
  readonly h1: readonly (readonly string[])[];
  readonly h2: readonly string[];
  readonly long: readonly string[];
}

export function soakPaths(seed: number): SoakPaths {
  const random = createRandom(seed);
  const seeds = pathSeeds();
  const mixer = pathMixer(seeds);
  const mixed = Array.from({ length: 3_000 }, () => mixer.short(random)).filter(({ length }) => length < 2_000);
  const corpus = seeds.map((bytes) => Buffer.from(bytes).toString('latin1'));
  const carriedBy = (carrier: 'h1' | 'h2', paths: readonly string[]): string[] =>
    paths.filter((path) => carrierOf(path) === carrier);
  return {
    h1: [clean, carriedBy('h1', corpus), carriedBy('h1', mixed)],
    h2: carriedBy('h2', [...corpus, ...mixed]),
    long: longPaths(),
  };
}

/** What one connection sends: requests that are made ready before, so that the sender costs less than Envoy. */
export function drawFor(sni: string | null, protocol: 'h1' | 'h2', { h1, h2, long }: SoakPaths, seed: number): Draw {
  const random = createRandom(seed);
  const ready = (path: string): SoakRequest => {
    const host = random.of(hosts);
    return { path, host, status: expectedStatus(sni, host, path) };
  };
  const classes = protocol === 'h1' ? h1 : [...h1, ...h1, h2];
  const sets = classes.map((paths) => Array.from({ length: 2_000 }, () => ready(random.of(paths))));
  const longer = long.map(ready);
  return (from) => (from.once(300) ? from.of(longer) : from.of(from.of(sets)));
}

/** 8 to 64 KiB, clean and not. */
function longPaths(): string[] {
  return [8, 16, 24, 40, 56, 64].flatMap((kib) =>
    ['/segment', '/Segment', '//..', '/%41%2f', '/a;b'].map((piece) => piece.repeat((kib * 1_024) / piece.length)),
  );
}
