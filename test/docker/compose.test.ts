import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeCerts } from '../../scripts/docker/certs.mjs';
import { makeAuthority } from '../../tools/wire/certs.ts';
import { h1 } from '../../tools/wire/h1.ts';
import { composeProject, copyFilters } from './compose-project.ts';
import type { ComposeProject } from './compose-project.ts';
import { dockerSession } from './docker-session.ts';
import type { DockerSession } from './docker-session.ts';
import { documentedCommands } from './documented.ts';
import { gatewayReady, logUntil, seenIn, tlsTo } from './gateway.ts';
import { runProgram } from './run-program.ts';
import { surroundings } from './surroundings.ts';

const page = readFileSync(new URL('../../docs/compose.md', import.meta.url), 'utf8');
const around = await surroundings();
const missing = 'missing' in around ? around.missing : undefined;
const composes = 'missing' in around ? [] : around.composes;
if (missing !== undefined) process.stderr.write(`skipped: no Docker (${missing})\n`);

// A skip is for machines without Docker, and CI is none.
if (process.env['CI'] === 'true') {
  test('Docker is here, so that nothing is skipped', () => {
    expect(missing).toBeUndefined();
  });
}

describe.skipIf(missing !== undefined)('docker-compose.yml', () => {
  let session: DockerSession;

  beforeAll(async () => {
    if ('missing' in around) throw new Error('unreachable: the suite is skipped');
    session = await dockerSession(around.engine);
  });

  afterAll(() => session?.close());

  describe.each(composes)('with $command.0 $version', (compose) => {
    let project: ComposeProject;

    beforeAll(async () => {
      project = await composeProject(compose, session.env);
    });

    afterAll(() => project?.remove());

    const up = async (): Promise<void> => {
      const { status, stderr } = await project.compose('up', '-d');
      expect(status, stderr).toBe(0);
      await gatewayReady(project);
    };

    /** A documented text with this project's ports instead of the default ones. */
    const onPorts = (text: string): string => {
      const { http, tls, status } = project.ports;
      const mine: Record<string, number> = { '8080': http, '8443': tls, '8081': status };
      return text.replaceAll(/(?<=127\.0\.0\.1:)80(?:80|81)|(?<=127\.0\.0\.1:)8443/g, (port) => `${mine[port]}`);
    };

    test('without ENVOY_IMAGE and port variables it takes the official image and fixed loopback ports', async () => {
      const { ENVOY_IMAGE: _, ...env } = session.env;
      const plain = await composeProject(compose, env);
      try {
        const { status, stdout, stderr } = await plain.compose('config');
        expect(status, stderr).toBe(0);
        const { services } = parse(stdout) as { services: Record<string, { image: string; ports?: unknown[] }> };
        expect(Object.keys(services).toSorted()).toEqual(['echo', 'envoy']);
        expect(services['envoy']?.image).toBe('envoyproxy/envoy:v1.40.0');
        expect(services['echo']?.image).toBe('envoyproxy/envoy:v1.40.0');
        expect(services['echo']?.ports).toBeUndefined();
        expect(services['envoy']?.ports?.map(addressOf)).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
      } finally {
        await plain.remove();
      }
    });

    test('without a built filter the gateway ends and its log names the file', async () => {
      const { status, stderr } = await project.compose('up', '-d');
      expect(status, stderr).toBe(0);
      expect(await logUntil(project, 'critical')).toContain('Invalid path: /etc/portcullis/');
      expect((await h1({ port: project.ports.http }, { path: '/', host: 'guest.example.com' })).status).toBeNull();
    });

    test('without certificates the plaintext listener serves, and the log says why the other one does not', async () => {
      copyFilters(project.folder);
      await up();
      const tls = { sni: 'guest.example.com' };
      expect((await h1({ port: project.ports.tls, tls }, { path: '/' })).status).toBeNull();
      expect(await logUntil(project, 'rejected')).toContain('Invalid path: /etc/envoy/tls/guest.crt');
    });

    describe('with certificates', () => {
      beforeAll(async () => {
        await project.compose('down');
        await writeCerts({ folder: join(project.folder, 'examples/compose/tls'), makeAuthority });
        await up();
      });

      // First, because the page shows counters.
      test.each(documentedCommands(page))('docs/compose.md: $command', async ({ command, output }) => {
        const { stdout, stderr } = await runProgram('sh', ['-c', `cd ${project.folder} && ${onPorts(command)}`], {
          PATH: process.env['PATH'],
        });
        expect(onPorts(stdout.trim()), stderr).toBe(onPorts(output));
      });

      test.each([
        { path: '/Hello//World', seen: '/hello/world' },
        { path: '/a%2Fb', seen: '/a/b' },
        { path: '/a/../B', seen: '/b' },
        { path: '/search?Q=//A', seen: '/search?Q=//A' },
        { path: '/already/clean', seen: '/already/clean' },
      ])('$path reaches the back end as $seen', async ({ path, seen }) => {
        const answer = await h1({ port: project.ports.http }, { path, host: 'guest.example.com' });
        expect(answer.status).toBe(200);
        expect(seenIn(answer.body)).toEqual({ method: 'GET', path: seen, authority: 'guest.example.com' });
      });

      test.each(['/admin', '/ADMIN', '//admin', '/x/../admin', '/%61dmin', '/admin%2fusers', '/\\admin', '/admin?x'])(
        '%s is denied as /admin',
        async (path) => {
          const answer = await h1({ port: project.ports.http }, { path, host: 'guest.example.com' });
          expect([answer.status, answer.body]).toEqual([403, 'RBAC: access denied']);
        },
      );

      test.each(['admin.example.com', 'ADMIN.example.com:8443', 'admin.example.com.'])(
        'a guest connection that asks for %s is misdirected',
        async (host) => {
          const tls = tlsTo(project, 'guest.example.com');
          const answer = await h1({ port: project.ports.tls, tls }, { path: '/', host });
          expect(answer.status).toBe(421);
        },
      );

      test.each(['guest.example.com', 'other.example.com', 'a.b.example.com:8443'])(
        'a guest connection that asks for %s passes',
        async (host) => {
          const tls = tlsTo(project, 'guest.example.com');
          const answer = await h1({ port: project.ports.tls, tls }, { path: '/Hello', host });
          expect(answer.status).toBe(200);
          expect(seenIn(answer.body)).toMatchObject({ path: '/hello', authority: host });
        },
      );

      test('admin.example.com needs a client certificate, and its /admin is open to one', async () => {
        const port = project.ports.tls;
        const request = { path: '/Admin', host: 'admin.example.com' };
        const without = await h1({ port, tls: tlsTo(project, 'admin.example.com') }, request);
        expect(without.status).toBeNull();
        const answer = await h1({ port, tls: tlsTo(project, 'admin.example.com', true) }, request);
        expect(answer.status).toBe(200);
        expect(seenIn(answer.body).path).toBe('/admin');
      });

      test('the status port shows readiness and statistics, and no other admin page', async () => {
        const ask = (path: string, method = 'GET') => h1({ port: project.ports.status }, { path, method });
        expect((await ask('/ready')).body).toBe('LIVE\n');
        expect((await ask('/stats')).body).toContain('http.guest.downstream_rq_2xx');
        expect((await ask('/config_dump')).status).toBe(404);
        expect((await ask('/quitquitquit', 'POST')).status).toBe(404);
        expect((await ask('/ready', 'POST')).status).toBe(404);
      });
    });

    test('down -v leaves no container, network, volume or open port', async () => {
      expect(await project.held()).not.toEqual([]);
      const { status, stderr } = await project.compose('down', '-v');
      expect(status, stderr).toBe(0);
      expect(await project.held()).toEqual([]);
      for (const port of Object.values(project.ports)) {
        expect((await h1({ port }, { path: '/' })).error).toBe('refused');
      }
    });
  });
});

test('docs/compose.md names every variable of docker-compose.yml with its default', () => {
  const file = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8');
  const used = [...file.matchAll(/\$\{(\w+):-([^}]*)\}/g)].map(([, name, value]) => `${name}=${value}`);
  const documented = [...page.matchAll(/^\| `([A-Z_]+)` \| `([^`]*)` \|/gm)].map(
    ([, name, value]) => `${name}=${value}`,
  );
  expect(documented.toSorted()).toEqual([...new Set(used)].toSorted());
});

// docker-compose 1.29 prints "ADDRESS:PORT:PORT/tcp", Compose v2 a mapping.
function addressOf(port: unknown): string | undefined {
  return typeof port === 'string' ? port.split(':')[0] : (port as { host_ip?: string }).host_ip;
}
