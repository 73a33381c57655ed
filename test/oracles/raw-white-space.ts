import type { Oracle } from './oracle.ts';
import { decodeLoosely, pathOf, segmentsOf } from './reading.ts';

export const rawWhiteSpace: Oracle = {
  id: 'raw-white-space',
  of: 'WSGI and Node.js servers that trim raw bytes which are white space in Latin-1 (0x85, 0xa0, 0x1c-0x1f)',
  // oxlint-disable-next-line no-control-regex
  read: (target) => segmentsOf(pathOf(target).replace(/[\x09-\x0d\x1c-\x1f\x85\xa0]+$/, '')).map(decodeLoosely),
};

export const requestLine: Oracle = {
  id: 'request-line',
  of: 'lenient HTTP/1.1 parsers that end the request target at the first white space or control byte (RFC 9112 3)',
  // oxlint-disable-next-line no-control-regex
  read: (target) => segmentsOf(pathOf(target).replace(/[\0-\x20].*$/s, '')).map(decodeLoosely),
};
