import type { Remark } from './remark.ts';
import { type Labels, mayShareAPod, selectorIndex } from './selector-index.ts';
import { compareTexts, type Pods, type TlsListener } from './tls-listener.ts';

/** Pods that run the same gateway, and every TLS listener that they may have. */
export interface Workload {
  readonly pods: Pods;
  readonly listeners: readonly TlsListener[];
}

/** Listeners of one selector. */
interface Group {
  readonly pods: Pods;
  readonly labels: Labels;
  readonly listeners: TlsListener[];
}

/**
 * Puts listeners together by the pods that serve them. Pods may carry more labels than a selector names, so a workload has
 * the listeners of every selector that its pods could fit, too: a guard that knows too many listeners refuses only requests
 * whose host is not their server name, one that knows too few lets some pass. Of two selectors of which one asks for more
 * labels, only the other is a workload: it reaches the pods of both.
 */
export function workloadsOf(listeners: readonly TlsListener[]): { workloads: Workload[]; remarks: Remark[] } {
  const groups = groupsOf(listeners);
  const byGateway = groups.filter(({ pods }) => !('labels' in pods));
  const selecting = groups.filter(({ pods }) => 'labels' in pods);
  const index = selectorIndex(selecting, ({ labels }) => labels);
  const settled = new Set(byGateway.flatMap(({ labels }) => index.fitting(labels)));
  const everywhere = selecting.filter(({ labels }) => Object.keys(labels).length === 0);
  const widest = selecting.filter(
    (group) =>
      !settled.has(group) &&
      !everywhere.includes(group) &&
      index.fitting(group.labels).every((other) => other === group || everywhere.includes(other)),
  );
  // Gateways without a selector apply to every gateway; alone they leave open which pods those are.
  const alone = widest.length === 0 && byGateway.length === 0 ? everywhere : [];
  const order = new Map(listeners.map((listener, position) => [listener, position]));
  const merge = (parts: readonly Group[]): TlsListener[] =>
    parts.flatMap((part) => part.listeners).toSorted((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
  const workloads = [
    ...[...alone, ...widest].map((group) => ({ pods: group.pods, listeners: merge(index.sharing(group.labels)) })),
    ...byGateway.map((group) => ({ pods: group.pods, listeners: merge([group, ...index.fitting(group.labels)]) })),
  ];
  const unsure = selectorIndex(widest, ({ labels }) => labels);
  const shared = remarksOn(widest.filter(({ labels }) => unsure.sharing(labels).length > 1));
  return { workloads, remarks: alone.length > 0 ? [...shared, nowhere] : shared };
}

/** The workload of pods that carry these labels and no others that a selector asks for. */
export function workloadWith(labels: Labels, listeners: readonly TlsListener[]): Workload {
  const fitting = new Set(selectorIndex(groupsOf(listeners), (group) => group.labels).fitting(labels));
  const reached = new Set([...fitting].flatMap((group) => group.listeners));
  return { pods: { labels }, listeners: listeners.filter((listener) => reached.has(listener)) };
}

/** Whether both may be of one pod: only an equal key with another value tells two selectors apart. */
export function mayBeSamePods(one: Pods, other: Pods): boolean {
  return mayShareAPod(labelsOf(one), labelsOf(other));
}

/** `istio=ingressgateway`, or `Gateway edge/public`. */
export function podsText(pods: Pods): string {
  if (!('labels' in pods)) return `Gateway ${pods.namespace}/${pods.gateway}`;
  const labels = Object.entries(pods.labels).map(([key, value]) => `${key}=${value}`);
  return labels.length > 0 ? labels.toSorted().join(',') : 'every gateway';
}

/** What is known of the labels: Istio gives the pods that it runs for a Gateway its name. */
function labelsOf(pods: Pods): Labels {
  return 'labels' in pods ? pods.labels : { 'gateway.networking.k8s.io/gateway-name': pods.gateway };
}

function groupsOf(listeners: readonly TlsListener[]): Group[] {
  const groups = new Map<string, Group>();
  for (const listener of listeners) {
    const key = podsText(listener.pods);
    const group = groups.get(key) ?? { pods: listener.pods, labels: labelsOf(listener.pods), listeners: [] };
    groups.set(key, group);
    group.listeners.push(listener);
  }
  return [...groups].toSorted(([one], [other]) => compareTexts(one, other)).map(([, group]) => group);
}

const nowhere: Remark = {
  level: 'note',
  text: 'no Gateway has a selector, so they apply to every gateway: --selector tells which pods are meant, if not those of the default',
};

function remarksOn(unsure: readonly Group[]): Remark[] {
  if (unsure.length === 0) return [];
  const names = unsure.slice(0, 5).map(({ pods }) => podsText(pods));
  const text =
    `the selectors ${names.join(' and ')}${unsure.length > names.length ? ' and others' : ''} may mean the same pods: each gets the ` +
    'listeners of all; --selector tells which labels the pods carry';
  return [{ level: 'note', text }];
}
