import { userFailure } from '../model/failure.ts';
import { isGateway, readGateway } from '../istio/gateway.ts';
import { compareHosts } from '../istio/host.ts';
import { isVirtualService, readVirtualService } from '../istio/virtual-service.ts';
import type { Resource } from '../yaml/list.ts';
import { type Block, blocksOf, overruledBy } from './blocks.ts';
import { contested, findExposures, unreadable } from './exposure.ts';
import { metadata } from './metadata.ts';
import { oneOf, readName, readNamespace, readSwitch } from './readers.ts';
import type { OptionsOf, SettingTable } from './setting.ts';
import type { GenerateInput, Generated, Note, Target } from './target.ts';

const settings = {
  name: {
    flag: 'name',
    argument: 'NAME',
    summary: 'name; several get the Gateway appended (default: disable-sensitive)',
    read: readName,
  },
  namespace: {
    flag: 'namespace',
    short: 'n',
    argument: 'NAMESPACE',
    summary: 'namespace of input that names none (default: default)',
    read: readNamespace,
  },
  style: {
    flag: 'style',
    argument: 'STYLE',
    summary: 'direct-response, or fault as on the best-practices page (default: direct-response)',
    read: oneOf(['direct-response', 'fault']),
  },
  all: {
    flag: 'all',
    summary: 'for every host that has a listener of its own, not only where its TLS is stricter',
    read: readSwitch,
  },
} as const satisfies SettingTable;

type Options = OptionsOf<typeof settings>;

/** The remedy of Istio's security best practices for "Server Name Indication": hosts a wildcard must not serve get 421. */
export const virtualService: Target<typeof settings> = {
  id: 'virtual-service',
  summary: 'VirtualService disable-sensitive: 421 for hosts that a wildcard Gateway covers and must not serve',
  examples: [
    'portcullis generate virtual-service gateways.yaml',
    'portcullis generate virtual-service -f manifests/ --style fault -o yaml=disable-sensitive.yaml',
    'kubectl get gateways.networking.istio.io,virtualservices.networking.istio.io -A -o yaml | portcullis generate virtual-service -f -',
  ],
  reads: 'resources',
  settings,
  generate(input, options) {
    return virtualServices(input, options);
  },
};

function virtualServices({ resources = [] }: GenerateInput, options: Options): Generated {
  const namespace = options.namespace ?? 'default';
  const gateways = resources.filter(isGateway).map((resource) => readGateway(resource, namespace));
  if (gateways.length === 0) {
    throw userFailure({ what: `found ${resources.length} resources, expected a Gateway of networking.istio.io` });
  }
  const services = resources.filter(isVirtualService).map((resource) => readVirtualService(resource, namespace));
  const exposures = findExposures(gateways, options.all === true);
  const { blocks, notes: clashes } = blocksOf(exposures, options.name ?? 'disable-sensitive');
  const notes = [...clashes, ...overruledBy(services, blocks)];
  notes.push(...contested(gateways));
  if (exposures.length === 0 && notes.length === 0) notes.push({ level: 'note', text: nothingText });
  if (options.all !== true) notes.push(...unreadable(gateways));
  notes.push(...resources.filter(isGatewayApi).map(notRead));
  return { documents: blocks.map((block) => documentOf(block, options.style ?? 'direct-response')), notes };
}

function isGatewayApi({ apiVersion, kind }: Resource): boolean {
  return kind === 'Gateway' && apiVersion.startsWith('gateway.networking.k8s.io/');
}

function notRead({ name, at }: Resource): Note {
  return {
    level: 'note',
    where: at([]),
    text: `Gateway ${name} of the Gateway API is left out: no VirtualService binds to its listeners`,
  };
}

const nothingText = 'nothing needed: no wildcard server covers a host that another server protects better';

function documentOf(block: Block, style: 'direct-response' | 'fault'): Record<string, unknown> {
  const { namespace, name } = block.gateway;
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: metadata(block.name, block.namespace),
    spec: {
      hosts: block.hosts.toSorted(compareHosts),
      gateways: [`${namespace}/${name}`],
      http: [{ ...(block.port !== undefined && { match: [{ port: block.port }] }), ...answers[style] }],
    },
  };
}

/** Never both: Istio refuses `fault` together with `directResponse`. */
const answers = {
  'direct-response': { directResponse: { status: 421 } },
  fault: {
    // Without a percentage nothing is aborted, and without a route the rule is refused; the destination is never asked.
    fault: { abort: { percentage: { value: 100 }, httpStatus: 421 } },
    route: [{ destination: { host: 'misdirected.invalid', port: { number: 80 } } }],
  },
};
