import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardConfigs } from './guard-row.ts';
import { configRows, guardPrefix } from './config-row.ts';
import { ask, configurationBytes, guardRoot, guardVm } from './guard.ts';

const bytes = (constraints: fc.IntArrayConstraints = {}): fc.Arbitrary<string> =>
  fc.uint8Array(constraints).map((data) => Buffer.from(data).toString('latin1'));
/** Short ones by the thousand, and repeated ones up to 100,000 bytes. */
const anyText = fc.oneof(
  bytes({ maxLength: 40 }),
  fc
    .array(fc.constantFrom('.', ':', '[', ']', '*', 'a', 'A', '\0', '\xff', ' ', 'example.com', ':443'), {
      maxLength: 30,
    })
    .map((parts) => parts.join('')),
  fc
    .tuple(bytes({ minLength: 1, maxLength: 8 }), fc.nat(100_000))
    .map(([part, size]) => part.repeat(size).slice(0, size)),
);

describe('whatever bytes the SNI and the authority hold', () => {
  test.each(Object.keys(guardConfigs))('configuration %s lets pass or refuses, and the memory stays', async (name) => {
    const vm = await guardVm();
    const root = guardRoot(vm, guardConfigs[name]);
    const size = vm.memory.buffer.byteLength;
    fc.assert(
      fc.property(anyText, anyText, fc.option(fc.integer({ min: -1, max: 70_000 })), (sni, host, port) => {
        const { localReply } = ask(root, { sni, host: host.replace(/[\0\r\n]/g, '.'), port });
        expect([undefined, 421]).toContain(localReply?.status);
      }),
      { seed: 7, numRuns: 400 },
    );
    expect(vm.failed).toBeUndefined();
    expect(vm.memory.buffer.byteLength).toBe(size);
  });
});

describe('what does not fit the arena', () => {
  test.each([
    ['SNI', { sni: 'a'.repeat(200_000), host: 'a.example.com' }],
    ['authority', { sni: 'a.example.com', host: 'a'.repeat(200_000) }],
    ['SNI and authority together', { sni: 'a'.repeat(100_000), host: 'b'.repeat(100_000) }],
  ])('%s is refused', async (_, connection) => {
    const vm = await guardVm();
    const { localReply } = ask(guardRoot(vm, guardConfigs['page']), connection);
    expect(localReply).toMatchObject({ status: 421, details: 'portcullis_misdirected{too-long}' });
    expect(vm.metric('portcullis_guard_misdirected')).toBe(1);
    expect(vm.failed).toBeUndefined();
  });

  test('an authority under REPORT passes, and is reported', async () => {
    const vm = await guardVm();
    const stream = ask(guardRoot(vm, guardConfigs['report']), { sni: 'a.example.com', host: 'a'.repeat(200_000) });
    expect(stream.localReply).toBeUndefined();
    expect(Buffer.from(stream.filterState.get('portcullis.misdirected')!).toString()).toBe('a.example.com -');
    expect(vm.logs.map(({ message }) => message)).toEqual([
      `${guardPrefix}reported: too-long: host "" is not served behind SNI "a.example.com"`,
    ]);
  });
});

describe('whatever the configuration holds', () => {
  const valid = [
    ...configRows('good').map(({ config }) => config),
    ...Object.values(guardConfigs).map((config) => JSON.stringify(config)),
  ];
  const edit = fc.record({
    at: fc.nat(400),
    remove: fc.nat(6),
    insert: fc.oneof(
      bytes({ maxLength: 4 }),
      fc.constantFrom('{', '}', '[', ']', '"', ',', ':', '\\', '\\u00', 'null', '-1', '*'),
    ),
  });
  const mutated = fc
    .tuple(fc.constantFrom(...valid), fc.array(edit, { minLength: 1, maxLength: 2 }))
    .map(([text, edits]) =>
      edits.reduce((now, { at, remove, insert }) => {
        const place = at % (now.length + 1);
        return now.slice(0, place) + insert + now.slice(place + remove);
      }, text),
    );

  test.each([
    ['mutations of the tables', mutated],
    ['random bytes', bytes({ maxLength: 300 })],
    [
      'deep nesting',
      fc
        .tuple(fc.constantFrom('[', '{"a":', '{"listeners":['), fc.nat(5_000))
        .map(([part, count]) => part.repeat(count)),
    ],
  ])('%s: it is taken in silence, or refused with one printable line', async (_, texts) => {
    const vm = await guardVm();
    const witness = guardRoot(vm, guardConfigs['page']);
    let taken = 0;
    fc.assert(
      fc.property(texts, (text) => {
        const before = vm.logs.length;
        const root = vm.createRoot({ configuration: configurationBytes(text) });
        const lines = vm.logs.slice(before).map(({ message }) => message);
        if (root.configured) taken++;
        expect(lines).toHaveLength(root.configured ? 0 : 1);
        for (const line of lines) {
          expect(line.startsWith(`${guardPrefix}$`)).toBe(true);
          expect(line).toMatch(/^[ -~]+$/);
        }
        root.delete();
      }),
      { seed: 11, numRuns: 4_000 },
    );
    expect(vm.failed).toBeUndefined();
    expect(ask(witness, { sni: 'guest.example.com', host: 'admin.example.com' }).localReply?.status).toBe(421);
    if (texts === mutated) expect(taken).toBeGreaterThan(100);
    expect(vm.memory.buffer.byteLength).toBeLessThan(4 * 1_048_576);
  });
});
