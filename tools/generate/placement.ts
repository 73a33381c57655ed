import { userFailure } from '../model/failure.ts';
import { listOf, readLabels, readNamespace } from './readers.ts';
import { refuseValue, type OptionsOf, type SettingTable } from './setting.ts';
import type { Note } from './target.ts';

/** A resource that a policy is attached to (`targetRefs`). */
export interface TargetRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

// What Istio's validation lets a WasmPlugin refer to.
const attachable: Readonly<Record<string, string>> = {
  Gateway: 'gateway.networking.k8s.io',
  GatewayClass: 'gateway.networking.k8s.io',
  Service: '',
  ServiceEntry: 'networking.istio.io',
};

/** Settings that say which proxies a manifest reaches. */
export const placementSettings = {
  namespace: {
    flag: 'namespace',
    short: 'n',
    argument: 'NAMESPACE',
    summary: 'namespace of the manifest, that of the gateway pods (default: istio-system)',
    read: readNamespace,
  },
  selector: {
    flag: 'selector',
    argument: 'KEY=VALUE',
    repeatable: true,
    summary: 'label of the gateway pods (default: istio=ingressgateway; with Gateways to read: what these select)',
    read: readLabels,
  },
  targetRefs: {
    flag: 'target-ref',
    argument: '[GROUP/]KIND/NAME',
    repeatable: true,
    summary: 'attach to a resource instead, as in Gateway/public for a Gateway of the Gateway API',
    read: listOf(readTargetRef),
  },
} as const satisfies SettingTable;

export interface Placement {
  readonly namespace: string;
  /** Labels, or undefined where `targetRefs` says it. */
  readonly selector: Readonly<Record<string, string>> | undefined;
  readonly targetRefs: readonly TargetRef[] | undefined;
  readonly notes: readonly Note[];
}

/** Combines the settings. There is always a selector: without one a manifest in istio-system reaches every proxy. */
export function placementOf(options: OptionsOf<typeof placementSettings>): Placement {
  const { selector, targetRefs, namespace = 'istio-system' } = options;
  if (selector !== undefined && targetRefs !== undefined) {
    throw userFailure({ what: 'found both, expected only one of them', where: '--selector, --target-ref' });
  }
  const notes: Note[] = [];
  if (namespace !== 'istio-system' && targetRefs === undefined) {
    const text = `a manifest in ${namespace} reaches only pods of ${namespace}, not a gateway in istio-system`;
    notes.push({ level: 'note', text });
  }
  const labels = targetRefs === undefined ? (selector ?? { istio: 'ingressgateway' }) : undefined;
  return { namespace, selector: labels, targetRefs, notes };
}

function readTargetRef(value: unknown, where: string): TargetRef {
  const parts = typeof value === 'string' ? value.split('/') : [];
  const name = parts.pop() ?? '';
  const kind = parts.pop() ?? '';
  const group = Object.hasOwn(attachable, kind) ? attachable[kind] : undefined;
  const fits = group !== undefined && (parts.length === 0 || (parts.length === 1 && parts[0] === group));
  if (!fits || !/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name)) {
    refuseValue(value, where, `[GROUP/]KIND/NAME with KIND one of ${Object.keys(attachable).join(', ')}`);
  }
  return { group, kind, name };
}
