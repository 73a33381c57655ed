import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { filters } from '../../../tools/generate/filters.ts';
import { runGenerate } from './run-generate.ts';
import { cases, haveCases, readRows, root } from './shared-cases.ts';

/** A request to a real gateway of Istio 1.31 and what came of it; the plugins that saw the answer, last one first. */
interface Recorded {
  readonly request: {
    readonly path: string;
    readonly port: number;
    readonly headers: Readonly<Record<string, string>>;
  };
  readonly response: { readonly status: number | null; readonly headers?: Readonly<Record<string, string | null>> };
}

interface Plugin {
  readonly metadata: { readonly name: string };
  readonly spec: Readonly<Record<string, unknown>>;
}

const cwd = `${root}test/golden/generate/input`;
const base = 'wasm-plugin --build-manifest build-manifest.json --filter normalizer --url https://files.example/n.wasm';

async function generated(more = ''): Promise<Plugin[]> {
  const { out } = await runGenerate(`${base}${more}`.split(' '), { cwd });
  return documentsOf(out);
}

function documentsOf(text: string): Plugin[] {
  return [...parseAllDocuments(text)].map((document) => document.toJS() as Plugin);
}

function rowsOf(scenario: string): Recorded[] {
  return readRows<Recorded>(`istiod-behaviour/${scenario}/expected.jsonl`);
}

// Each choice of the generators that rests on an answer of Istio, beside that answer.
if (haveCases('choices of the generators against recorded answers of Istio')) {
  describe('recorded answers of Istio', () => {
    it('AUTHN and AUTHZ rewrite before policies, STATS after them: so filters judge in AUTHN and restore in STATS', async () => {
      const rows = rowsOf('wasm-phases').filter(({ request }) => request.path === '/');
      const status = (phase: string): unknown =>
        rows.find(({ request }) => request.headers[`x-set-path-${phase}`] === '/admin')?.response.status;
      expect(['authn', 'authz', 'stats', 'unspecified'].map(status)).toEqual([403, 403, 200, 200]);
      const plugins = await generated(' --forward-original');
      expect(plugins.map(({ spec }) => spec['phase'])).toEqual(['AUTHN', 'STATS']);
    });

    it('ports are those of the pod and mode SERVER matches nothing: so no mode is written, and 443 gets a note', async () => {
      const [https] = rowsOf('wasm-scope');
      expect(https?.response.headers?.['x-wasm-root']).toBe('port-8443, client-mode, all');
      const [plugin] = await generated(' --match-port 8443');
      expect(plugin?.spec['match']).toEqual([{ ports: [{ number: 8443 }] }]);
      const { err } = await runGenerate(`${base} --match-port 443`.split(' '), { cwd });
      expect(err).toContain('note: --match-port is the port that the gateway pod listens on');
    });

    it('sha256 of an http URL is the digest of the module itself: so it comes from the build manifest', async () => {
      const module = readFileSync(`${cases}istiod-behaviour/wasm/probe.wasm`);
      const manifests = documentsOf(readFileSync(`${cases}istiod-behaviour/wasm-http-sha256/manifests.yaml`, 'utf8'));
      const good = manifests.find(({ metadata }) => metadata.name === 'good');
      expect(good?.spec['sha256']).toBe(createHash('sha256').update(module).digest('hex'));
      const [root0] = rowsOf('wasm-http-sha256').map(({ response }) => response.headers?.['x-wasm-root']);
      expect(root0).toBe('good');
      expect((await generated())[0]?.spec['sha256']).toBe('1'.repeat(64));
    });

    it('a missing file:// module is 500 for every request: so file:// gets a note', async () => {
      expect(new Set(rowsOf('wasm-missing-file-open').map(({ response }) => response.status))).toEqual(new Set([500]));
      const file = base.replace('https://files.example', 'file:///etc');
      expect((await runGenerate(file.split(' '), { cwd })).err).toContain('a missing file answers 500');
    });

    it('a condition on the server name holds for plain text too: so an AuthorizationPolicy names the ports of TLS', async () => {
      const rows = rowsOf('authz-when-sni').filter(({ request }) => request.port === 80 && request.path === '/');
      expect(rows.map(({ response }) => response.status)).toEqual([403]);
      const { out } = await runGenerate('authorization-policy gateways.yaml --port-map 443=8443 -o json'.split(' '), {
        cwd,
      });
      const { items } = JSON.parse(out) as {
        items: { spec: { rules: { to: { operation: { ports: unknown } }[] }[] } }[];
      };
      const ports = items.flatMap(({ spec }) =>
        spec.rules.flatMap(({ to }) => to.map(({ operation }) => operation.ports)),
      );
      expect(ports.length).toBeGreaterThan(3);
      expect(new Set(ports.map(String))).toEqual(new Set(['8443']));
    });

    it('the higher priority comes first, for plugins and for INSERT_FIRST: so the guard has a higher one', () => {
      const [plugins] = rowsOf('wasm-priority');
      const [inserts] = rowsOf('envoyfilter-priority');
      // Responses pass the chain backwards.
      expect(plugins?.response.headers?.['x-wasm-root']).toMatch(/pneg, p0, p5, b5, p10$/);
      expect(inserts?.response.headers?.['x-ran']).toMatch(/neg, a-none, z-none, a-ten, b-ten, two-1, two-2$/);
      expect(filters['misdirected-guard'].priority).toBeGreaterThan(filters.normalizer.priority);
    });
  });
} else it('has no recorded answers to compare with: ../shared/cases is missing', () => undefined);
