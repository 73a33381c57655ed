import fc from 'fast-check';
import { pathPart, wireTarget } from '../../unit/normalizer/arbitrary-path.ts';
import { bypassTables, collectedPaths } from '../../unit/normalizer/collected-paths.ts';
import { carrierOf } from '../normalizer/sendable.ts';
import type { Protocol, Request } from './screen-gateway.ts';

const seed = 20_260_806;

const ordinary = fc
  .tuple(
    fc.array(fc.constantFrom('/', '/a', '/b.c', '/d-e_f', '/~g', '/h,i=j', '/k:l@m', '/n.', '/O', '/p;q', '/..'), {
      minLength: 1,
      maxLength: 5,
    }),
    fc.constantFrom('', '', '', '?', '?q=/../A%2f', '?a?b'),
  )
  .map(([segments, query]) => segments.join('') + query);

function sample(arbitrary: fc.Arbitrary<string>, count: number): string[] {
  return [...new Set(fc.sample(arbitrary, { seed, numRuns: count * 3 }))].slice(0, count);
}

const h1Paths = [
  '/',
  '/?',
  ...sample(ordinary, 300),
  ...sample(wireTarget(), 400),
  ...collectedPaths(bypassTables).filter((path) => carrierOf(path) === 'h1'),
];
const rawByte = fc.integer({ min: 0x80, max: 0xff }).map((code) => String.fromCharCode(code));
/** Alone, behind and before what a screen looks for, in path and query; UTF-8 and not. */
const rawPaths = [
  ...sample(
    fc
      .tuple(fc.constantFrom('/a', '/A', '/a/../', '/a?'), rawByte, fc.constantFrom('', '/B', '%2f', '/..', '?'))
      .map((parts) => parts.join('')),
    200,
  ),
  ...sample(
    pathPart().map((part) => `/${part}\xff`),
    500,
  ).filter((path) => carrierOf(path) === 'h2'),
  '/\xc3\xa9',
  '/\xc3\xa9/../a',
  '/a?\xc3\xa9',
  '/\xef\xbc\xa1',
];

const hosts = [
  'a.example',
  'A.example',
  'a.example.',
  'a.example:80',
  'a.example.:80',
  '[::1]',
  '[::1]:80',
  'b-c.example',
];

/** What is sent to every chain, by the protocol that can carry it. */
export const requests: Readonly<Record<Protocol, readonly Request[]>> = {
  h1: [
    ...h1Paths.map((path) => ({ path })),
    ...hosts.flatMap((host) => ['/a', '/A'].map((path) => ({ path, host }))),
    // Absolute form: the codec leaves the path.
    ...['http://b.example/a', 'http://b.example/A/../b', 'http://b.example', 'http://b.example?A'].map((path) => ({
      path,
    })),
    { path: '*', method: 'OPTIONS' },
    { path: 'b.example:443', method: 'CONNECT', host: 'b.example:443' },
  ],
  h2: [
    ...[...h1Paths.slice(0, 100), ...rawPaths].map((path) => ({ path })),
    ...hosts.flatMap((host) => ['/a', '/A'].map((path) => ({ path, host }))),
    { path: '*', method: 'OPTIONS' },
  ],
};
