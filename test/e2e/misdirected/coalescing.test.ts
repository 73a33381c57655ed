import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coalescingClient } from './coalescing-client.ts';
import type { CoalescingClient } from './coalescing-client.ts';
import { adminHost, guestHost, pageGateway } from './page-gateway.ts';
import type { PageGateway } from './page-gateway.ts';
import { remedies, remedyNames } from './remedies.ts';

// A client that reuses a connection for every host that the certificate covers, as browsers do, and one certificate for all.

let folder: string;
let page: PageGateway;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-coalescing-'));
  page = await pageGateway({ nothing: { httpFilters: [], blocked: {} }, ...(await remedies(folder)) });
});
afterAll(async () => {
  await page?.[Symbol.asyncDispose]();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const shopHost = 'shop.example.com';
const client = (remedy: string, obeys421 = true): CoalescingClient =>
  coalescingClient({ port: page.envoy.port(remedy), ca: page.ca, ...page.client, obeys421 });

test('with nothing it gets the admin back end on the guest connection, where nobody asked for its certificate', async () => {
  await using browser = client('nothing');
  await browser.fetch(guestHost);
  expect(await browser.fetch(adminHost)).toMatchObject({ statuses: [200], headers: { 'x-back-end': 'admin' } });
  expect(browser.opened).toEqual([guestHost]);
});

describe.each(remedyNames)('with %s', (remedy) => {
  test('it is told by 421, opens a connection of its own for the host, and keeps to it', async () => {
    await using browser = client(remedy);
    expect((await browser.fetch(guestHost)).statuses).toEqual([200]);
    expect((await browser.fetch(shopHost)).statuses).toEqual([200]);
    expect(browser.opened).toEqual([guestHost]);
    expect(await browser.fetch(adminHost)).toMatchObject({ statuses: [421, 200], headers: { 'x-back-end': 'admin' } });
    expect(browser.opened).toEqual([guestHost, adminHost]);
    expect((await browser.fetch(adminHost)).statuses).toEqual([200]);
    expect(await browser.fetch(shopHost)).toMatchObject({ statuses: [200], headers: { 'x-back-end': 'guest' } });
    expect(browser.opened).toEqual([guestHost, adminHost]);
  });

  test('what it POSTs arrives once, and whole', async () => {
    await using browser = client(remedy);
    const before = page.admin.got.length;
    await browser.fetch(guestHost);
    const posted = await browser.fetch(adminHost, { method: 'POST', body: 'x'.repeat(200_000) });
    expect(posted.statuses).toEqual([421, 200]);
    expect(page.admin.got.slice(before)).toEqual([`POST ${adminHost} 200000`]);
  });

  test('a client that does not obey shows the 421', async () => {
    await using old = client(remedy, false);
    await old.fetch(guestHost);
    expect((await old.fetch(adminHost)).statuses).toEqual([421]);
    expect(old.opened).toEqual([guestHost]);
  });
});

describe.each(['wasm-plugin', 'envoy-filter'] as const)('with %s', (remedy) => {
  test('the other way round too: the admin connection serves no guest host', async () => {
    await using browser = client(remedy);
    expect((await browser.fetch(adminHost)).statuses).toEqual([200]);
    expect(await browser.fetch(guestHost)).toMatchObject({ statuses: [421, 200], headers: { 'x-back-end': 'guest' } });
    expect(browser.opened).toEqual([adminHost, guestHost]);
  });
});

test('with virtual-service a guest host on the admin connection is 404, which no client repeats: the guard knows both ways', async () => {
  await using browser = client('virtual-service');
  await browser.fetch(adminHost);
  expect((await browser.fetch(guestHost)).statuses).toEqual([404]);
});
