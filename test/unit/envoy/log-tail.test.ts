import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { tailLogs } from '../../../tools/envoy/log-tail.ts';

it('lines are whole however the pieces are cut, in UTF-8, the last one without an end', async () => {
  const stream = new PassThrough();
  const seen: string[] = [];
  const tail = tailLogs([stream], 100, (line) => seen.push(line));
  for (const byte of Buffer.from('one\n\u00fc\u2603\n\nlast')) stream.write(Buffer.of(byte));
  stream.end();
  await new Promise((resolve) => stream.on('end', resolve));
  expect(seen).toEqual(['one', '\u00fc\u2603', '', 'last']);
  expect(tail.lines()).toEqual(seen);
});

it('only the last lines are kept, and those since a count are found', async () => {
  const stream = new PassThrough();
  const tail = tailLogs([stream], 3);
  stream.end('1\n2\n3\n4\n5\n');
  await new Promise((resolve) => stream.on('end', resolve));
  expect(tail.count()).toBe(5);
  expect(tail.lines()).toEqual(['3', '4', '5']);
  expect(tail.since(4)).toEqual(['5']);
  expect(tail.since(5)).toEqual([]);
  expect(tail.since(0)).toEqual(['3', '4', '5']);
});
