import { describe, expect, it } from 'vitest';
import { versionAnswer } from '../../../tools/envoy/envoy-version.ts';

const printed = (version: string) =>
  `\n/x/envoy  version: 9e5580933739775e8bce696a57a2e1bc99368f23/${version}/RELEASE/BoringSSL\n\n`;
const result = (stdout: string, code: number | null = 0) => ({ code, stdout, stderr: '' });

describe('the version of an Envoy', () => {
  it.each([
    ['1.40.0/Clean', '1.40.0'],
    ['1.36.0/Clean', '1.36.0'],
    ['1.38.3/Modified', '1.38.3'],
    ['1.37.1-dev/Clean', '1.37.1'],
    ['2.0.0/Clean', '2.0.0'],
  ])('is read from %s', (text, version) => {
    expect(versionAnswer(result(printed(text)))).toEqual({ version });
  });

  it.each(['1.35.9/Clean', '1.9.0/Clean', '0.40.0/Clean'])('%s is too old', (text) => {
    expect(versionAnswer(result(printed(text)))).toEqual({
      trouble: `is Envoy ${text.split('/')[0]}, and 1.36.0 is the oldest that will do`,
    });
  });

  it.each([
    [result('nginx version: nginx/1.27.0'), 'does not answer --version as Envoy does'],
    [result('', 1), 'does not run: exit code 1'],
    [{ code: 127, stdout: '', stderr: 'x\nlibc.so.6: not found\n' }, 'does not run: libc.so.6: not found'],
    [
      { code: null, stdout: '', stderr: '', trouble: 'did not end within 15 s' },
      'does not run: did not end within 15 s',
    ],
  ])('%j is none', (answer, trouble) => {
    expect(versionAnswer(answer)).toEqual({ trouble });
  });
});
