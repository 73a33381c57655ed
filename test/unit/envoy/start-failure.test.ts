import { describe, expect, it } from 'vitest';
import { parseLogLine, refusedListeners, startFailure } from '../../../tools/envoy/start-failure.ts';

const stamp = '[2026-01-02 03:04:05.678][12]';
const wasm = `${stamp}[error][wasm] [source/extensions/common/wasm/wasm.cc:104] Wasm VM failed Failed to load Wasm code`;
const plugin = `${stamp}[error][wasm] [source/extensions/common/wasm/context.cc:1] wasm log guard: $.rule: found "X"`;
const main = `${stamp}[critical][main] [source/server/server.cc:449] error \`Unable to create Wasm plugin guard\` initializing config 'goo.gle/debugonly    `;
const noise = `${stamp}[warning][main] [source/server/server.cc:1059] There is no configured limit`;

describe('an Envoy that does not start', () => {
  it('is a refused configuration, with the reason and the log lines behind it', () => {
    const log = [noise, plugin, wasm, wasm, main, "  /tmp/envoy.json'", 'Unable to create Wasm plugin guard'];
    const failure = startFailure(log, 1);
    expect(failure.kind).toBe('user');
    expect(failure.message.split('\n')).toEqual([
      'Envoy refused its configuration: Unable to create Wasm plugin guard',
      '  wasm: wasm log guard: $.rule: found "X"',
      '  wasm: Wasm VM failed Failed to load Wasm code',
    ]);
  });

  it.each([
    [
      `${stamp}[warning][wasm] [a.cc:1] Failed to create Wasm VM using envoy.wasm.runtime.v8 runtime. Envoy was compiled without support for it`,
      'this build of Envoy has no V8, so it cannot run Wasm',
    ],
    ["/x/envoy: /lib/libc.so.6: version `GLIBC_2.31' not found", 'this Envoy does not run on this machine'],
    ['envoy: error while loading shared libraries: libm.so.6', 'this Envoy does not run on this machine'],
    [
      `${stamp}[critical][main] [a.cc:1] error \`cannot bind '127.0.0.1:1': Address already in use\` initializing config`,
      'Envoy cannot have a port that its configuration asks for',
    ],
  ])('is the fault of the surroundings with %j', (line, what) => {
    const failure = startFailure([noise, line, main], 1);
    expect(failure.kind).toBe('surroundings');
    expect(failure.message.split('\n')).toEqual([what, `  ${line}`]);
    expect(failure.hint).toBeDefined();
  });

  it('is the fault of the surroundings when it says nothing about its configuration', () => {
    const failure = startFailure(['one', 'two'], 139);
    expect(failure.kind).toBe('surroundings');
    expect(failure.message).toBe('Envoy ended with exit code 139 at start\n  one\n  two');
  });
});

it("refused listeners are the caller's mistake, with the rejection and the log lines behind it", () => {
  const rejection = `${stamp}[warning][config] [a.cc:9] Filesystem config update rejected: Error adding/updating listener(s) b: Unable to create Wasm plugin guard`;
  const failure = refusedListeners([plugin, rejection, noise]);
  expect(failure.kind).toBe('user');
  expect(failure.message.split('\n')).toEqual([
    'Envoy refused the listeners: Filesystem config update rejected: Error adding/updating listener(s) b: Unable to create Wasm plugin guard',
    '  wasm: wasm log guard: $.rule: found "X"',
  ]);
});

it('a log line is taken apart; one of another format is a message', () => {
  expect(parseLogLine(plugin)).toEqual({
    level: 'error',
    component: 'wasm',
    message: 'wasm log guard: $.rule: found "X"',
  });
  expect(parseLogLine('[not] a log line')).toEqual({ level: '', component: '', message: '[not] a log line' });
});
