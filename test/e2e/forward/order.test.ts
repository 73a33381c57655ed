import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { normalizerFilter } from '../normalizer/gateway.ts';
import { denyAdmin, restore, save } from './chain.ts';
import { protocols, startForwardGateway, type ForwardGateway } from './forward-gateway.ts';

// Chains in which an instance is missing, at the wrong place, or there twice.

const saving = (...steps: string[]) => normalizerFilter({ path: { steps }, forward: 'ORIGINAL' }, steps.join());
const rewriting = (...steps: string[]) => normalizerFilter({ path: { steps } }, steps.join());

let gateway: ForwardGateway;
beforeAll(async () => {
  gateway = await startForwardGateway({
    'no second': { httpFilters: [save(), denyAdmin] },
    'no first': { httpFilters: [denyAdmin, restore()] },
    'second first': { httpFilters: [restore(), save(), denyAdmin] },
    'both in front': { httpFilters: [save(), restore(), denyAdmin] },
    'two second': { httpFilters: [save(), denyAdmin, restore(), restore()] },
    host: {
      httpFilters: [
        normalizerFilter({ path: { steps: ['lower-case'] }, host: { steps: ['lower-case'] }, forward: 'ORIGINAL' }),
        denyAdmin,
        restore(),
      ],
    },
    'two that save': { httpFilters: [saving('merge-slashes'), saving('lower-case'), denyAdmin, restore()] },
    'one that saves, one that rewrites': {
      httpFilters: [saving('merge-slashes'), rewriting('lower-case'), denyAdmin, restore()],
    },
    'one that rewrites, one that saves': {
      httpFilters: [rewriting('merge-slashes'), saving('lower-case'), denyAdmin, restore()],
    },
  });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const rows = [
  ['no second', '/A//b', 200, ['/a/b'], 'the back end gets the normalized path'],
  ['no second', '/ADMIN', 403, [], 'policies still decide on it'],
  ['no first', '/A//b', 200, ['/A//b'], 'nothing is saved, nothing put back'],
  ['no first', '/ADMIN', 200, ['/ADMIN'], 'nothing is normalized'],
  ['second first', '/A//b', 200, ['/a/b'], 'as without it'],
  ['second first', '/ADMIN', 403, [], 'as without it'],
  ['both in front', '/ADMIN', 200, ['/ADMIN'], 'policies see the original: as without any filter'],
  ['two second', '/A//b', 200, ['/A//b'], 'the same bytes twice'],
  ['two that save', '/A//b', 200, ['/A/b'], 'the later one wins: what it got, not what the client sent'],
  ['two that save', '//a', 200, ['//a'], 'unless it had nothing to do'],
  ['two that save', '//ADMIN', 403, [], 'policies see the work of both'],
  ['one that saves, one that rewrites', '/A//b', 200, ['/A//b'], 'the client’s bytes'],
  ['one that saves, one that rewrites', '/A', 200, ['/a'], 'nothing was saved where the first had nothing to do'],
  ['one that rewrites, one that saves', '/A//b', 200, ['/A/b'], 'what the second one got'],
] as const;

describe.each(protocols)('over %s', (_protocol, clientOf) => {
  test.each(rows)('%s: %s -> %s %j: %s', async (listener, path, status, targets, _why) => {
    expect(await gateway.ask(listener, { path }, clientOf)).toMatchObject({ status, targets });
  });

  test('the host stays as the first instance made it', async () => {
    const outcome = await gateway.ask('host', { path: '/A', host: 'A.Example.COM' }, clientOf);
    expect(outcome).toMatchObject({ host: 'a.example.com', targets: ['/A'] });
  });

  test('without the first instance no header makes the second one write a path', async () => {
    const headers = ['portcullis.original_path', 'wasm.portcullis.original_path', 'x-envoy-original-path'].map(
      (name) => [name, '/forged'] as const,
    );
    expect(await gateway.ask('no first', { path: '/A', headers }, clientOf)).toMatchObject({ targets: ['/A'] });
  });
});
