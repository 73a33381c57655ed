import { describe, expect, test } from 'vitest';
import { oracles } from '../../oracles/oracles.ts';
import { isBypass } from './bypass.ts';
import { spelledOutJudge, strictJudge, type Judge } from './judge.ts';
import { strictSteps, type StrictStepId } from './strict-steps.ts';

// No step of STRICT is idle: without it, either a back end reads a path that goes on as a denied one, or a second run is not the first.

const bypasses: readonly {
  readonly without: StrictStepId;
  readonly path: string;
  readonly backEnds: readonly string[];
}[] = [
  { without: 'undecoded', path: '/admin%3Fx', backEnds: ['apache-rewrite', 'decode-and-parse-again'] },
  { without: 'undecoded', path: '/admin%23x', backEnds: ['decode-and-parse-again'] },
  { without: 'undecoded', path: '/admin%00.css', backEnds: ['c-string'] },
  { without: 'undecoded', path: '/%u0061dmin', backEnds: ['iis', 'jetty', 'percent-u'] },
  { without: 'undecoded', path: `/%${'25'.repeat(9)}61dmin`, backEnds: ['decode-twice', 'decode-until-stable'] },
  { without: 'invalid-utf8', path: '/x/%c0%ae%c0%ae/admin', backEnds: ['overlong-utf8', 'decode-until-stable'] },
  { without: 'fold-backslash', path: '/x\\..\\admin', backEnds: ['whatwg-url', 'iis', 'node-static-windows'] },
  { without: 'strip-params', path: '/admin;x', backEnds: ['tomcat', 'jetty', 'spring'] },
  { without: 'strip-params', path: '/x/..;/admin', backEnds: ['tomcat', 'jetty'] },
  { without: 'remove-dot-segments', path: '/x/../admin', backEnds: ['rfc3986', 'nginx', 'go-mux'] },
  { without: 'merge-slashes', path: '//admin', backEnds: ['nginx', 'apache', 'go-mux', 'tomcat'] },
  { without: 'merge-slashes', path: '//evil.example/admin', backEnds: ['relative-url'] },
  { without: 'escape-unsafe', path: '/admin%20x', backEnds: ['request-line'] },
];

const unstable: readonly { readonly without: StrictStepId; readonly path: string }[] = [
  { without: 'decode-percent', path: '/a"b' },
  { without: 'undecoded', path: `/%${'25'.repeat(8)}41` },
];

const twice = (judge: Judge, path: string): [string | null, string | null] => {
  const once = judge(path);
  return [once, once === null ? null : judge(once)];
};

test('every step has a witness', () => {
  const witnessed = new Set([...bypasses, ...unstable].map(({ without }) => without));
  expect([...witnessed].toSorted()).toEqual(strictSteps.map(({ step }) => step).toSorted());
});

describe.each(bypasses)('without $without, $path', ({ without, path, backEnds }) => {
  test.each(backEnds)('gets past the policy in front of %s, and with it does not', async (id) => {
    const oracle = oracles.find((row) => row.id === id)!;
    const through = (await spelledOutJudge([without]))(path);
    expect(through !== null && isBypass(oracle, through)).toBe(true);
    const whole = (await strictJudge())(path);
    expect(whole !== null && isBypass(oracle, whole)).toBe(false);
  });
});

test.each(unstable)('without $without, a second run of $path is not the first, and with it it is', async (row) => {
  const [once, again] = twice(await spelledOutJudge([row.without]), row.path);
  expect(again).not.toBe(once);
  const [whole, wholeAgain] = twice(await strictJudge(), row.path);
  expect(wholeAgain).toBe(whole);
});
