import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathPermission, rbacFilter } from '../../../tools/envoy/rbac-filter.ts';
import { h1Client, h2Client } from './client.ts';
import { normalizerFilter, startGateway, type Gateway } from './gateway.ts';

// forward ORIGINAL: a native RBAC filter decides on the normalized path, the back end gets what the client sent.

const deny = rbacFilter({ action: 'DENY', policies: { admin: { permissions: [pathPermission('/admin*')] } } });
const path = { preset: 'DECODE_AND_MERGE_SLASHES', steps: [{ step: 'decode-percent', passes: 3 }, 'lower-case'] };

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({
    listeners: {
      original: {
        httpFilters: [
          normalizerFilter({ path, forward: 'ORIGINAL' }, 'save'),
          deny,
          normalizerFilter({ restore: true }, 'restore'),
        ],
      },
      'without-restore': { httpFilters: [normalizerFilter({ path, forward: 'ORIGINAL' }), deny] },
      normalized: { httpFilters: [normalizerFilter({ path }), deny] },
      unprotected: { httpFilters: [deny] },
    },
  });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const attacks = [
  '/admin',
  '/ADMIN',
  '//admin',
  '/x/../admin',
  '/%61dmin',
  '/%2fadmin',
  '/\\admin',
  '/%2561dmin',
  '/x/..%2fadmin?q',
];
const allowed = ['/', '/a', '/A/../B', '//a//b?C=//d', '/%41%2f', '/%2561', '/%C3%A9', '/a?/admin'];

describe.each([
  ['HTTP/1.1', h1Client],
  ['HTTP/2', h2Client],
] as const)('over %s', (protocol, clientOf) => {
  const send = async (listener: string, target: string, headers: [string, string][] = []) => {
    const client = clientOf(gateway.envoy.port(listener));
    try {
      return await client.send({ path: target, headers });
    } finally {
      client.close();
    }
  };

  test.each(attacks)('%s is denied on its normalized form', async (attack) => {
    expect(await send('original', attack)).toMatchObject({ status: 403, seen: null });
    expect(await send('normalized', attack)).toMatchObject({ status: 403, seen: null });
  });

  test('without the filter only the plain one is', async () => {
    const statuses = await Promise.all(attacks.map(async (attack) => (await send('unprotected', attack)).status));
    expect(statuses).toEqual([403, ...attacks.slice(1).map(() => 200)]);
  });

  test.each(allowed)('%s reaches the back end as it was sent', async (target) => {
    expect(await send('original', target)).toMatchObject({ status: 200, seen: target });
  });

  test('without the restoring instance, and without ORIGINAL, the back end gets the normalized path', async () => {
    expect(await send('without-restore', '/A/../B?Q')).toMatchObject({ seen: '/b?Q' });
    expect(await send('normalized', '/A/../B?Q')).toMatchObject({ seen: '/b?Q' });
  });

  test('a client cannot set what is put back', async () => {
    const forged: [string, string][] = [
      ['portcullis.original_path', '/forged'],
      ['wasm.portcullis.original_path', '/forged'],
    ];
    expect(await send('original', '/A', [['x-case', `${protocol}-changed`], ...forged])).toMatchObject({ seen: '/A' });
    expect(await send('original', '/a', [['x-case', `${protocol}-clean`], ...forged])).toMatchObject({ seen: '/a' });
  });
});

test('the access log can print the original path', async () => {
  const log = await gateway.stopAndReadLog();
  for (const protocol of ['HTTP/1.1', 'HTTP/2']) {
    expect(log.get(`${protocol}-changed`)).toBe('200 via_upstream mark=- original=/A');
    expect(log.get(`${protocol}-clean`)).toBe('200 via_upstream mark=- original=-');
  }
});
