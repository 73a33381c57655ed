import { userFailure } from '../model/failure.ts';
import { listenerTable, type ListenerTable, type TableEntry } from '../istio/listener-table.ts';
import { podPortsOf } from '../istio/pod-port.ts';
import { readRoutes } from '../istio/route.ts';
import { routeRemarks } from '../istio/route-remarks.ts';
import { readTlsListeners, type TlsListeners } from '../istio/tls-listeners.ts';
import { mayBeSamePods, podsText, workloadsOf, workloadWith, type Workload } from '../istio/workload.ts';
import { type GuardOptions, readGuardConfig } from './guard-settings.ts';
import type { GenerateInput, Generated, Note } from './target.ts';
import { joined } from './joined.ts';
import { guardThatFits } from './split-guard.ts';
import { workloadNames } from './workload-name.ts';

/** A workload with the table of its guard, and the options of the target that place it there. */
export interface Guarded<O> {
  readonly workload: Workload;
  readonly table: ListenerTable;
  readonly options: O;
}

/**
 * Runs a target once for every gateway workload of the input, with the misdirected-guard configured for its TLS listeners;
 * without files to read, once as it is. Throws user failures for options that do not fit together.
 */
export function eachGuard<O extends GuardOptions>(
  input: GenerateInput,
  options: O,
  make: (input: GenerateInput, options: O) => Generated,
): Generated {
  if (input.resources === undefined) {
    refuseWithoutFiles(options);
    return make(input, options);
  }
  const { filter, withListeners } = readGuardConfig(options);
  const { guards, notes } = guardedWorkloads(input, options, `portcullis-${filter}`);
  if (filter === 'gateway') refuseTwice(guards);
  const made = guards.map(({ table, options: own }) => guardThatFits(table.entries, own, makeGuard));
  if (filter === 'gateway') notes.push(...unnormalized(guards.length));
  const all = joined(made, notes);
  refuseDoubles(all.documents);
  return all;

  function makeGuard(entries: readonly TableEntry[], own: O): Generated {
    const listeners = entries.map(listenerConfig);
    const generated = make(input, { ...own, filter, pluginConfig: withListeners(listeners) });
    return { ...generated, comments: new Map(generated.documents.map((document) => [document, sourcesText(entries)])) };
  }
}

/** What is applied last of two manifests with one name would take the place of the other, a guard among them. */
function refuseDoubles(documents: Generated['documents']): void {
  const seen = new Set<string>();
  for (const { kind, metadata } of documents) {
    const { namespace, name } = metadata as { readonly namespace: string; readonly name: string };
    const id = `${String(kind)} ${namespace}/${name}`;
    if (seen.has(id)) {
      const what = `found two manifests called ${id}, expected a name for each`;
      throw userFailure({ what, where: '--name', hint: '--selector, for one gateway at a time, each with a --name' });
    }
    seen.add(id);
  }
}

/** A second normalizer in a chain would normalize what the first one has, and save it as the original path. */
function refuseTwice(guards: readonly Guarded<unknown>[]): void {
  for (const [index, { workload }] of guards.entries()) {
    const other = guards.slice(index + 1).find((one) => mayBeSamePods(workload.pods, one.workload.pods));
    if (other === undefined) continue;
    const what = `${podsText(workload.pods)} and ${podsText(other.workload.pods)} may mean the same pods, which would normalize twice`;
    throw userFailure({ what, where: '--filter', hint: '--selector with the labels of the pods' });
  }
}

function unnormalized(guards: number): Note[] {
  const what =
    'a gateway without a TLS server gets no manifest here, so no path is normalized there: deploy the normalizer';
  if (guards === 0) throw userFailure({ what, where: '--filter' });
  return [note(what)];
}

function listenerConfig({ name, port, hosts, tls }: TableEntry): Record<string, unknown> {
  return { name, ...(port !== undefined && { port }), hosts, ...(tls !== undefined && { tls }) };
}

function refuseWithoutFiles({ guard, portMap }: GuardOptions): void {
  const given = guard === true ? '--guard' : portMap !== undefined ? '--port-map' : undefined;
  if (given === undefined) return;
  throw userFailure({ what: 'found no files, expected the Gateways to read with it', where: given, hint: '-f DIR' });
}

/** Finds the workloads that are to be guarded: all of the input, or the one that --selector or --target-ref means. */
export function guardedWorkloads<
  O extends Pick<GuardOptions, 'name' | 'namespace' | 'selector' | 'targetRefs' | 'portMap'>,
>({ resources = [] }: GenerateInput, options: O, defaultName: string): { guards: Guarded<O>[]; notes: Note[] } {
  const read = readTlsListeners(resources, options.namespace ?? 'default');
  if (read.gateways === 0) {
    const what = `found ${resources.length} resources, expected a Gateway of networking.istio.io or gateway.networking.k8s.io`;
    throw userFailure({ what });
  }
  const { workloads, notes } = chosen(read, options);
  const routes = readRoutes(resources, options.namespace ?? 'default');
  const all: Note[] = [...read.remarks, ...notes, ...routeRemarks(routes, read, workloads)];
  const tables = workloads.map((workload) => ({
    workload,
    table: listenerTable(workload, podPortsOf(workload.pods, read.services, options.portMap ?? new Map())),
  }));
  const judged = tables.filter(({ table }) => table.entries.length > 0);
  for (const { table } of tables) all.push(...table.remarks);
  const idle = tables.filter(({ table }) => table.entries.length === 0);
  for (const { workload } of idle)
    all.push(
      note(
        `${podsText(workload.pods)}: no server with a host name ends TLS and reads HTTP, so there is nothing to guard`,
      ),
    );
  if (workloads.length === 0) all.push(note('nothing to guard: no Gateway has a TLS server'));
  const names = workloadNames(
    options.name ?? defaultName,
    judged.map(({ workload }) => workload.pods),
  );
  const guards = judged.map(({ workload, table }, index) => ({
    workload,
    table,
    options: { ...options, name: names[index], ...placed(workload, options) } as O,
  }));
  return { guards, notes: all };
}

function chosen(
  read: TlsListeners,
  { selector, targetRefs }: Pick<GuardOptions, 'selector' | 'targetRefs'>,
): { workloads: Workload[]; notes: Note[] } {
  if (selector !== undefined) {
    const workload = workloadWith(selector, read.listeners);
    const left = read.listeners.filter((listener) => !workload.listeners.includes(listener));
    const notes = left.slice(0, 1).map(({ where, pods }) => ({
      ...note(
        `left out, with ${left.length - 1} other TLS listeners: --selector has not all labels of ${podsText(pods)}`,
      ),
      where,
    }));
    return { workloads: [workload], notes };
  }
  const { workloads, remarks } = workloadsOf(read.listeners);
  if (targetRefs === undefined) return { workloads, notes: remarks };
  const named = targetRefs.map(({ kind, name }) => {
    const found = workloads.filter(({ pods }) => 'gateway' in pods && pods.gateway === name && kind === 'Gateway');
    if (found.length > 0) return found;
    const what = `found ${kind}/${name}, expected a Gateway of gateway.networking.k8s.io that is among the input and has TLS listeners`;
    throw userFailure({ what, where: '--target-ref' });
  });
  return { workloads: named.flat(), notes: [] };
}

/** Where the guard of a workload goes. A policy is attached to a Gateway of the Gateway API in the Gateway's own namespace. */
function placed({ pods }: Workload, { selector }: Pick<GuardOptions, 'selector'>): Partial<GuardOptions> {
  if (!('labels' in pods)) {
    const ref = { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: pods.gateway };
    return { namespace: pods.namespace, targetRefs: [ref] };
  }
  // Without any label there is no telling which pods are meant: those of the default selector.
  return selector === undefined && Object.keys(pods.labels).length > 0 ? { selector: { ...pods.labels } } : {};
}

function sourcesText(entries: readonly TableEntry[]): string {
  const lines = entries.map(
    ({ name, port, where }) => ` ${name}${port === undefined ? '' : ` (port ${port})`}  ${where.join(' ')}`,
  );
  return [' Listeners, and where they were found:', ...lines].join('\n');
}

function note(text: string): Note {
  return { level: 'note', text };
}
