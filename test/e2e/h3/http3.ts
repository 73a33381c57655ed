import { expect, test } from 'vitest';
import { startH3Client } from './h3-client.ts';
import type { H3Client } from './h3-client.ts';
import { pythonPackages } from './python-packages.ts';

/** What HTTP/3 can be tested with on this machine, or why it cannot: a test file says so on stderr, and CI fails. */
export const http3 = await pythonPackages(process.env);

if ('missing' in http3) process.stderr.write(`skipped: no HTTP/3 (${http3.missing})\n`);

/** A client for the tests of one file; none where there is no Python for it. */
export function startHttp3(): H3Client | undefined {
  return 'missing' in http3 ? undefined : startH3Client(http3);
}

/** A skip is for machines without Python or pip, and CI is none. */
export function testHttp3IsHere(): void {
  if (process.env['CI'] !== 'true') return;
  test('HTTP/3 is here, so that nothing is skipped', () => {
    expect('missing' in http3 ? http3.missing : undefined).toBeUndefined();
  });
}
