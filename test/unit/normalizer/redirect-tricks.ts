/** A list of steps that turns whatever can become a slash into one, each with a redirect. */
export const slashMaker = {
  path: {
    steps: [
      'decode-overlong',
      'decode-unicode',
      { step: 'decode-percent', passes: 3 },
      'decode-slashes',
      'fold-backslash',
      'strip-params',
      'remove-dot-segments',
      'strip-trailing-dots',
      'lower-case',
    ].map((step) => (typeof step === 'string' ? { step, action: 'redirect' } : { ...step, action: 'redirect' })),
  },
};

/** Only the case is changed: what stands in front stays as it is. */
export const caseOnly = { path: { steps: [{ step: 'lower-case', action: 'redirect' }] } };

export interface RedirectTrick {
  readonly configuration: object;
  readonly path: string;
  readonly location: string;
  readonly why: string;
}

const tricks = (configuration: object, rows: readonly (readonly [string, string, string])[]): RedirectTrick[] =>
  rows.map(([path, location, why]) => ({ configuration, path, location, why }));

/** Paths that would become another site's address if the Location were the path alone, and the Location that is sent. */
export const redirectTricks: readonly RedirectTrick[] = [
  ...tricks(slashMaker, [
    ['//Evil.example', '/.//evil.example', 'two slashes'],
    ['///Evil.example', '/.///evil.example', 'three: browsers skip them all'],
    ['/\\Evil.example', '/.//evil.example', 'browsers take a backslash for a slash'],
    ['/%2fevil.example?a=//b', '/.//evil.example?a=//b', 'a slash that the list decodes'],
    ['/%5Cevil.example', '/.//evil.example', 'a backslash that the list decodes'],
    ['/%255cevil.example', '/.//evil.example', 'decoded twice'],
    ['/%c0%afevil.example', '/.//evil.example', 'overlong UTF-8'],
    ['/%u002fevil.example', '/.//evil.example', '%u002f'],
    ['/%ef%bc%8fevil.example', '/.//evil.example', 'a full-width slash'],
    ['/.//Evil.example', '/.//evil.example', 'a dot segment in front'],
    ['/%2e//evil.example', '/.//evil.example', 'an encoded one'],
    ['/x/..//evil.example', '/.//evil.example', 'two dots'],
    ['/;x//evil.example', '/.///evil.example', 'a segment of parameters alone'],
    ['/..;x//evil.example', '/.//evil.example', 'a dot segment with parameters'],
    ['/%09/Evil.example', '/%09/evil.example', 'browsers skip a tab: it stays encoded'],
    ['/%0a\\evil.example', '/%0a/evil.example', 'so does a line feed'],
    ['/%0d%5cevil.example', '/%0d/evil.example', 'and a carriage return'],
    ['/%00/Evil.example', '/%00/evil.example', 'NUL too'],
    ['/%u0009/Evil.example', '/%09/evil.example', 'a tab by another name'],
    ['/%c0%89/Evil.example', '/%09/evil.example', 'and by an overlong one'],
    ['/@Evil.example', '/@evil.example', 'user information needs an authority'],
    ['/http://Evil.example', '/http://evil.example', 'a whole URL behind a slash'],
    ['/%3a%2f%2fEvil.example', '/://evil.example', 'a colon'],
  ]),
  ...tricks(caseOnly, [
    ['//Evil.example', '/.//evil.example', 'two slashes'],
    ['/\\Evil.example', '/./\\evil.example', 'the backslash stays: guarded all the same'],
    ['/%2fEvil.example', '/%2fevil.example', 'encoded it is part of a segment'],
    ['/%5cEvil.example', '/%5cevil.example', 'encoded it is part of a segment'],
    ['/.//Evil.example', '/.//evil.example', 'what is guarded already'],
    ['/%09/Evil.example', '/%09/evil.example', 'nothing is decoded'],
  ]),
];
