import { describe, expect, test } from 'vitest';
import { acceptanceFault, refusalFault } from '../../../bench/fuzz/configuration-checks.ts';
import { pathFault, replyKind } from '../../../bench/fuzz/path-checks.ts';
import { createRandom } from '../../../bench/fuzz/random.ts';
import { shrink } from '../../../bench/fuzz/shrink.ts';
import type { LocalReply } from '../../../tools/host/index.ts';

// Each check of the fuzz on answers that a filter must not give: one that found nothing would be worth nothing.

describe('a path that goes on', () => {
  test.each([
    ['/a?B', '/a?B', undefined],
    ['/A?B', '/a?B', undefined],
    ['/A?B', '/a?b', 'the query changed'],
    ['/A?', '/a', 'the query changed'],
    ['/A', '/a?', 'the query changed'],
    ['/A?b?c', '/a?c', 'the query changed'],
    ['/%3fA', '/?A', 'the query changed'],
    ['ab', '/'.repeat(9), undefined],
    ['ab', '/'.repeat(10), 'a path part of 2 bytes became one of 10'],
  ])('%j to %j: %s', (input, output, fault) => {
    expect(pathFault(input, output)).toBe(fault);
  });
});

describe('a reply', () => {
  const legal = { rejectStatus: 422, steps: new Set(['nul', 'merge-slashes']) };
  const reply = (parts: Partial<LocalReply>): LocalReply => ({
    status: 422,
    details: 'portcullis_path_rejected{nul}',
    body: '',
    headers: [],
    grpcStatus: undefined,
    ...parts,
  });
  const redirect = (location: string, parts: Partial<LocalReply> = {}): LocalReply =>
    reply({ status: 307, details: 'portcullis_path_redirected{nul}', headers: [['location', location]], ...parts });
  test.each([
    ['the legal rejection', '/A', reply({}), true, 'rejected'],
    ['another status', '/A', reply({ status: 400 }), true, 'rejected with 400, expected 422'],
    ['headers', '/A', reply({ headers: [['location', '/']] }), true, 'a rejection has headers'],
    ['a step of no list', '/A', reply({ details: 'portcullis_path_rejected{control}' }), true, 'step control rejected'],
    [
      'too large',
      'a'.repeat(131_073),
      reply({ details: 'portcullis_path_rejected{too-large}' }),
      true,
      'refused as too large',
    ],
    [
      'not too large',
      '/A',
      reply({ details: 'portcullis_path_rejected{too-large}' }),
      true,
      '2 bytes refused as too large',
    ],
    ['the host', '/A', reply({ status: 503, reason: 'trap' }), true, 'the host failed closed: trap'],
    ['other details', '/A', reply({ details: 'x' }), true, 'found a reply 422 x'],
    ['the legal redirect', '//a?b', redirect('/a?b'), true, 'redirected'],
    ['a redirect of gRPC', '//a', redirect('/a'), false, 'redirected a request that must not be'],
    ['another site', '/A', redirect('//a'), true, 'an open redirect'],
    ['another site in browsers', '/A', redirect('/\\a'), true, 'an open redirect'],
    ['a scheme', '/A', redirect('a:b'), true, 'an open redirect'],
    ['a line end', '/A', redirect('/a\nb'), true, 'a location that is no path'],
    ['a changed query', '//a?b', redirect('/a?B'), true, 'the query changed in the redirect'],
    ['no query', '//a?b', redirect('/a'), true, 'the query changed in the redirect'],
    ['a long location', '/a', redirect(`/${'a'.repeat(11)}`), true, 'a location that is too long'],
    ['no location', '/A', redirect('', { headers: [] }), true, 'found a redirect 307 []'],
    ['another 3xx', '/A', redirect('/a', { status: 301 }), true, 'found a redirect 301 ["location"]'],
  ])('with %s', (_, input, answer, redirects, expected) => {
    const kind = replyKind(input, answer, legal, redirects);
    expect(typeof kind === 'string' ? kind : kind.fault).toContain(expected);
  });
});

describe('a refused configuration', () => {
  const line = (message: string, level: 'error' | 'warn' = 'error') => ({ level, message, contextId: 1 });
  const good = 'filter: $.path (byte 8): found 1, expected an object';
  test.each([
    [[line(good)], undefined],
    [[], 'refused with 0 log lines'],
    [[line(good), line(good)], 'refused with 2 log lines'],
    [[line(good, 'warn')], 'refused with a line of level warn'],
    [[line('filter: no')], 'refused with the line filter: no'],
    [[line('filter: $ (byte 10): found 1, expected 2')], 'refused at byte 10 of 9'],
    [[line('filter: $ (byte 1): found \x7f, expected 2')], 'refused with a line that cannot be printed'],
  ])('%j: %s', (lines, fault) => {
    expect(refusalFault('filter: ', 9, lines)).toBe(fault);
  });
});

describe('a configuration that was taken', () => {
  test.each([
    ['', undefined],
    ['{"path":{"steps":["nul",{"step":"too-long","bytes":131072}]},"rejectStatus":4e2}', undefined],
    ['{"listeners":[{"name":"\\"mark\\":","hosts":["\xc3\xa9"]}]}', undefined],
    ['{"mark":true,}', 'took what is no JSON'],
    ['[]', 'took what is no object'],
    ['{"marks":true}', 'took the unknown key "marks"'],
    ['{"path":{"steps":[{"steb":"nul"}]}}', 'took the unknown key "steb"'],
    ['{"mark":1}', 'took 1 for mark'],
    ['{"rejectStatus":500}', 'took 500 for rejectStatus'],
    ['{"path":{"preset":"BASIC"}}', 'took "BASIC" for preset'],
    ['{"listeners":[{"hosts":[1]}]}', 'took [1] for hosts'],
    ['{"mark":true,"mark":true}', 'took a key that stands twice'],
  ])('%j: %s', (text, fault) => {
    if (fault === undefined) expect(acceptanceFault(text)).toBeUndefined();
    else expect(acceptanceFault(text)).toContain(fault);
  });
});

test('a finding is shortened to what shows it', async () => {
  expect(await shrink('/some/long/%zz/path//x', async (text) => text.includes('%z') && text.includes('//'))).toBe(
    '%z//',
  );
});

test('random numbers depend on the seed alone and fill their range', () => {
  const draw = (seed: number): number[] => {
    const random = createRandom(seed);
    return Array.from({ length: 10_000 }, () => random.below(10));
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  for (let digit = 0; digit < 10; digit++) {
    const times = draw(3).filter((value) => value === digit).length;
    expect(times).toBeGreaterThan(850);
    expect(times).toBeLessThan(1150);
  }
});
