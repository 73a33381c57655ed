import { readFileSync } from 'node:fs';
import { filterPath } from '../../unit/cases/filter-wasm.ts';
import { runGenerate } from '../../unit/generate/run-generate.ts';
import { root } from '../../unit/generate/shared-cases.ts';
import { bootstrap } from '../../../tools/envoy/bootstrap.ts';
import { downstreamTls } from '../../../tools/envoy/downstream-tls.ts';
import { listener, type Listener } from '../../../tools/envoy/listener.ts';
import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { routerFilter } from '../../../tools/envoy/router-filter.ts';
import { startEnvoy, type RunningEnvoy } from '../../../tools/envoy/run.ts';
import { wasmFilter } from '../../../tools/envoy/wasm-filter.ts';
import type { SniRule } from '../../../tools/generate/sni-rules.ts';
import { makeAuthority, type IssuedCertificate } from '../../../tools/wire/certs.ts';
import { unrollList, type Resource } from '../../../tools/yaml/list.ts';
import { readYaml } from '../../../tools/yaml/read.ts';
import { freePorts } from '../../docker/free-ports.ts';
import { generatedFilters } from '../envoy/generated-filters.ts';
import { realEnvoy } from '../envoy/real-envoy.ts';
import { istioChains } from './istio-chains.ts';
import { rbacOfPolicy } from './rbac-of-policy.ts';

/** The input of all forms. */
export const input = `${root}examples/421/gateways.yaml`;

/** Ways to answer misdirected requests, and none. */
export const forms = [
  'nothing',
  'virtual-service',
  'authorization-policy',
  'wasm-plugin',
  'traffic-extension',
  'envoy-filter',
  'envoy-filter --screen',
] as const;
export type Form = (typeof forms)[number];

export interface FormsGateway {
  readonly envoy: RunningEnvoy;
  readonly client: IssuedCertificate;
  port(form: Form): number;
}

interface Manifest {
  readonly spec: Readonly<Record<string, unknown>>;
}

/** What a form adds: HTTP filters, and resources that make routes. */
interface Addition {
  /** With the router. */
  readonly filtersOf: (serverNames: readonly string[]) => readonly (Extension | Proto)[];
  readonly resources: readonly Resource[];
}

/**
 * An Envoy with a listener for each form, laid out as Istio lays out the Gateways of the input.
 *
 * @param folder where the files of filters by ECDS are written.
 */
export async function formsGateway(folder: string): Promise<FormsGateway> {
  const authority = await makeAuthority('generate guard test');
  const server = await authority.issue({ dnsNames: ['example.com', '*.example.com'] });
  const client = await authority.issue({ dnsNames: ['client.example'], client: true });
  const tlsOf = (mode: string): Extension =>
    downstreamTls({ ...server, ...(mode === 'MUTUAL' && { clientCa: authority.pem }) });
  const ports = await freePorts(forms.length);
  const given = readResources(readFileSync(input, 'utf8'), input);
  const listeners: Listener[] = [];
  for (const [index, form] of forms.entries()) {
    const port = ports[index] ?? 0;
    const { filtersOf, resources } = await additionOf(form, port, folder);
    const filterChains = istioChains([...given, ...resources], tlsOf, filtersOf);
    listeners.push(listener({ name: form, port, tlsInspector: true, filterChains }));
  }
  const envoy = await startEnvoy(await realEnvoy(), { bootstrap: bootstrap({ listeners }) });
  return { envoy, client, port: (form) => envoy.port(form) };
}

async function additionOf(form: Form, port: number, folder: string): Promise<Addition> {
  if (form === 'nothing') return withFilters();
  if (form === 'virtual-service') {
    return { ...withFilters(), resources: readResources(await generated([form, input]), form) };
  }
  if (form === 'authorization-policy') {
    const { spec } = await manifestOf([form, input, '--port-map', `443=${port}`]);
    return withFilters(rbacOfPolicy(spec['rules'] as readonly SniRule[]));
  }
  if (form === 'envoy-filter' || form === 'envoy-filter --screen') {
    const flags = ['-f', input, ...form.split(' ').slice(1)];
    const filtersOf = await generatedFilters({ filter: 'misdirected-guard', flags, folder });
    return { filtersOf: (serverNames) => filtersOf({ serverNames, port }), resources: [] };
  }
  const { spec } = await manifestOf([form, '--guard', '-f', input, '--url', 'https://files.example/guard.wasm']);
  const { pluginConfig, pluginName } = (spec['wasm'] ?? spec) as { pluginConfig: unknown; pluginName: string };
  const module = { file: filterPath('misdirected-guard') };
  return withFilters(wasmFilter({ name: pluginName, rootId: pluginName, module, configuration: pluginConfig }));
}

/** The same filters in every chain. */
function withFilters(...filters: readonly Extension[]): Addition {
  return { filtersOf: () => [...filters, routerFilter()], resources: [] };
}

async function manifestOf(args: readonly string[]): Promise<Manifest> {
  const { items } = JSON.parse(await generated([...args, '-o', 'json'])) as { items: readonly Manifest[] };
  const [manifest] = items;
  if (manifest === undefined || items.length > 1) throw new Error(`found ${items.length} manifests, expected one`);
  return manifest;
}

/** What a target prints. Findings are no failure here: the matrix shows what they are about. */
async function generated(args: readonly string[]): Promise<string> {
  const { code, out, err } = await runGenerate(args);
  if (code > 1) throw new Error(err);
  return out;
}

function readResources(text: string, file: string): Resource[] {
  return readYaml(text, file).flatMap((document) => unrollList(document).resources);
}
