import { describe, expect, it } from 'vitest';
import { conformanceRows } from '../guard/conformance-row.ts';
import { guard, verdictOf, type Guard } from '../guard/guard.ts';
import { runGenerate } from './run-generate.ts';
import { cases, haveCases, readRows } from './shared-cases.ts';

interface Generated {
  readonly items: readonly { readonly spec: { readonly pluginConfig: unknown } }[];
}

// What is made of Gateway API's own conformance Gateway gives the answers of its conformance tests; and what is made of the
// Gateways of a recorded scenario refuses what Istio itself answers from another server's routes.

if (haveCases('the guard from the Gateway of the conformance tests and from recorded scenarios')) {
  const guardOf = async (file: string): Promise<Guard> => {
    const args = ['wasm-plugin', '--guard', '-f', `${cases}${file}`, '--url', 'https://a.example/g.wasm', '-o', 'json'];
    const { out, err } = await runGenerate(args);
    const [plugin, ...more] = (JSON.parse(out || '{"items":[]}') as Generated).items;
    if (plugin === undefined || more.length > 0) throw new Error(err);
    return guard(plugin.spec.pluginConfig);
  };

  describe('the guard from the Gateway of the conformance tests', () => {
    const rows = conformanceRows().slice(0, 15);
    it.each(rows)('$where: SNI $input.sni, host $input.host: $expected.status', async ({ input, expected }) => {
      const { ask } = await guardOf('gateway-api-421/gateway-same-namespace-with-https-listener.yaml');
      expect(verdictOf(ask(input))).toBe(expected.status === 421 ? 'reject other-listener' : 'pass');
    });
  });

  interface Recorded {
    readonly request: { readonly scheme: string; readonly sni?: string | null; readonly host: string };
    readonly response: { readonly status: number | null };
  }

  /** What Istio serves (200) and the guard refuses. In the second scenario a VirtualService makes the hole. */
  const holes: Readonly<Record<string, readonly string[]>> = {
    'gateway-sni-two-gateways': [],
    'gateway-sni-shared-vs': [
      'guest.example.com admin.example.com',
      'x.y.example.com admin.example.com',
      'guest.example.com admin.example.com:443',
    ],
    'gateway-server-per-host': [],
    'gateway-one-server-two-hosts': [],
  };

  describe('the guard from the Gateways of a recorded scenario', () => {
    it.each(Object.entries(holes))(
      '%s: refuses of what Istio served only what is misdirected',
      async (scenario, refused) => {
        const { ask } = await guardOf(`istiod-behaviour/${scenario}/manifests.yaml`);
        const rows = readRows<Recorded>(`istiod-behaviour/${scenario}/expected.jsonl`);
        const served = rows.filter(({ request, response }) => request.scheme === 'https' && response.status === 200);
        expect(served.length).toBeGreaterThan(3);
        // Envoy hands the server name over in lower case.
        const pairs = served.map(({ request: { sni, host } }) => ({ sni: (sni ?? '').toLowerCase(), host }));
        const misdirected = pairs
          .filter((pair) => verdictOf(ask(pair)) !== 'pass')
          .map(({ sni, host }) => `${sni} ${host}`);
        expect([...new Set(misdirected)]).toEqual(refused);
      },
    );
  });
} else it('has no cases to compare with: ../shared/cases is missing', () => undefined);
