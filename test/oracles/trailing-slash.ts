import { lowerCase } from './case-folding.ts';
import type { Oracle, Segments } from './oracle.ts';
import { decodeProperly, pathOf, segmentsOf } from './reading.ts';

const withoutLast = (segments: Segments): Segments =>
  segments.length > 1 && segments.at(-1) === '' ? segments.slice(0, -1) : segments;

/** Segments are split first and decoded then. */
function routed(target: string): Segments | null {
  const segments = segmentsOf(pathOf(target)).map(decodeProperly);
  return segments.every((segment) => segment !== null) ? withoutLast(segments) : null;
}

export const trailingSlash: Oracle = {
  id: 'trailing-slash',
  of: 'routers that take /a/ for /a: Fastify with ignoreTrailingSlash, Spring before 6, ASP.NET Core',
  needs: ['strip-trailing-slash'],
  read: routed,
};

export const express: Oracle = {
  id: 'express',
  of: 'Express as installed: neither "case sensitive routing" nor "strict routing"',
  needs: ['lower-case', 'strip-trailing-slash'],
  read: (target) => routed(target)?.map(lowerCase) ?? null,
};
