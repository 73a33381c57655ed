import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { generatedFiles } from '../../tools/build/generated.ts';
import { version } from '../../tools/catalog/version.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const manifest = JSON.parse(read('package.json')) as {
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
};
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
const present = tracked.filter((name) => existsSync(join(root, name)));

describe('the package', () => {
  test('has one version', () => {
    expect(version).toBe(manifest.version);
    expect(read('CHANGELOG.md')).toContain(manifest.version);
  });

  test('pins every dependency, and RATIONALE.md tells why it is there', () => {
    const rationale = read('RATIONALE.md');
    for (const [name, range] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      expect(range, name).toMatch(/^\d+\.\d+\.\d+$/);
      expect(rationale, `RATIONALE.md has no line about ${name}`).toContain(`\`${name}\``);
    }
  });

  test('has a command that can be run in a checkout', () => {
    const [mode] = execFileSync('git', ['ls-files', '--stage', 'bin'], { cwd: root, encoding: 'utf8' }).split(' ');
    expect(mode).toBe('100755');
  });

  test.each(Object.entries(generatedFiles()))('%s is fresh', (name, text) => {
    expect(read(name), 'run: npm run gen').toBe(text);
  });
});

describe('the repository', () => {
  test('names no package registry and no machine of ours', () => {
    // Assembled from parts, so that this file does not name them either.
    const hosts = [
      ['registry', 'npmjs', 'org'],
      ['pypi', 'org'],
      ['files', 'pythonhosted', 'org'],
      ['docker', 'io/'],
    ].map((parts) => parts.join('.'));
    const found = present
      .filter((name) => !/\.(wasm|png|crt|key)$/.test(name))
      .flatMap((name) =>
        hosts
          .filter((host) => new RegExp(`(?<![\\w-])${host.replaceAll('.', '\\.')}`).test(read(name)))
          .map((host) => `${name}: ${host}`),
      );
    expect(found).toEqual([]);
  });

  test('holds no hand-written source of more than 300 lines', () => {
    const long = present
      .filter((name) => /^(assembly|tools|scripts|test|bench)\/.*\.(ts|mjs)$/.test(name) && !name.endsWith('.gen.ts'))
      .map((name) => [name, read(name).split('\n').length] as const)
      .filter(([, lines]) => lines > 300);
    expect(long).toEqual([]);
  });

  test('has no file named utils, helpers, common or misc', () => {
    expect(present.filter((name) => /(^|\/)(utils?|helpers?|common|misc)(\.|\/)/.test(name))).toEqual([]);
  });
});
