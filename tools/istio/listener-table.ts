import type { PodPorts } from './pod-port.ts';
import type { Remark } from './remark.ts';
import type { ServerTls } from './server-tls.ts';
import { compareTexts, type TlsListener } from './tls-listener.ts';
import { mayBeSamePods, type Workload } from './workload.ts';

/** Who owns which server names on a workload; no name has two owners on a port. */
export interface ListenerTable {
  readonly entries: readonly TableEntry[];
  /** Ports of the pods that requests can be misdirected on. */
  readonly ports: readonly number[];
  readonly remarks: readonly Remark[];
  /** What was assumed about `ports`; among `remarks` where an entry has one. */
  readonly portRemarks: readonly Remark[];
}

export interface TableEntry {
  /** At most 253 characters. */
  readonly name: string;
  /** Port of the pods; absent where all ports have the same listeners. */
  readonly port: number | undefined;
  /** Lower case, `*` for every name; never empty. */
  readonly hosts: readonly string[];
  /** Equal labels: equal TLS settings. Absent where two listeners with different ones claim the hosts. */
  readonly tls: string | undefined;
  /** `file:line:column` of every listener behind it. */
  readonly where: readonly string[];
}

/**
 * Makes the table of a workload. A name that two listeners claim on one port becomes an entry of its own, whoever of the two
 * Istio takes: then a connection for it is good for that name alone. An entry has a port only where the Gateways write several.
 */
export function listenerTable({ listeners }: Workload, podPorts: PodPorts): ListenerTable {
  const gatewayPorts = new Set(listeners.filter(({ http }) => http).map(({ port }) => port));
  const chosen = listeners.filter(({ port }) => gatewayPorts.has(port));
  const several = gatewayPorts.size > 1;
  const byPort = new Map<number, TlsListener[]>();
  for (const listener of chosen) {
    for (const port of several ? podPorts.of(listener.port) : [0]) {
      const list = byPort.get(port);
      if (list === undefined) byPort.set(port, [listener]);
      else list.push(listener);
    }
  }
  const label = labels();
  const remarks = new Map<string, Remark>();
  const entries = [...byPort].flatMap(([port, list]) => {
    const claims = claimsOn(list, remarks);
    return claims.map(({ claimants, hosts }) => entryOf(claimants, hosts, byPort.size > 1 ? port : undefined, label));
  });
  const ports = [...new Set([...gatewayPorts].flatMap((port) => podPorts.of(port)))];
  const portRemarks = podPorts.remarks();
  return {
    entries: entries.toSorted(
      (one, other) => compareTexts(one.name, other.name) || (one.port ?? 0) - (other.port ?? 0),
    ),
    ports: ports.toSorted((one, other) => one - other),
    remarks: [...remarks.values(), ...(several ? portRemarks : [])],
    portRemarks,
  };
}

/** Hosts that the same listeners claim. */
interface Claim {
  readonly claimants: readonly TlsListener[];
  readonly hosts: string[];
}

function claimsOn(listeners: readonly TlsListener[], remarks: Map<string, Remark>): Claim[] {
  const claimants = new Map<string, TlsListener[]>();
  for (const listener of listeners) {
    for (const { dnsName } of listener.hosts) {
      if (isAddress(dnsName)) {
        const text = `${dnsName} is left out: clients send no server name for an IP address`;
        remarks.set(`${listener.where} ${text}`, { level: 'note', where: listener.where, text });
        continue;
      }
      const list = claimants.get(dnsName);
      if (list === undefined) claimants.set(dnsName, [listener]);
      else list.push(listener);
    }
  }
  const alone = new Map<TlsListener, Claim>();
  const contested = new Map<string, Claim>();
  for (const [host, list] of claimants) {
    const [first, second] = list;
    if (first === undefined) continue;
    if (second === undefined) {
      const claim = alone.get(first) ?? { claimants: list, hosts: [] };
      alone.set(first, claim);
      claim.hosts.push(host);
      continue;
    }
    const key = JSON.stringify(list.map(({ name, where }) => [name, where]));
    const claim = contested.get(key) ?? { claimants: list, hosts: [] };
    contested.set(key, claim);
    claim.hosts.push(host);
  }
  for (const [key, claim] of contested) remarks.set(key, contestedRemark(claim));
  return [...alone.values(), ...contested.values()];
}

function contestedRemark({ claimants: [first, second], hosts }: Claim): Remark {
  if (first === undefined || second === undefined) throw new Error('a claim that nobody contests');
  const shown = hosts.slice(0, 3).join(', ') + (hosts.length > 3 ? ` and ${hosts.length - 3} more` : '');
  const { where } = second;
  const start = `${shown}: claimed by ${first.name} (${first.where}) and ${second.name}`;
  const end = 'its connections are taken to be good for that name alone';
  if (first.bind !== second.bind) {
    return { level: 'note', where, text: `${start} on different addresses, which a guard cannot tell apart: ${end}` };
  }
  if (!mayBeSamePods(first.pods, second.pods)) {
    return { level: 'note', where, text: `${start}, of other pods: ${end}` };
  }
  const spaces = claimedBy(first, hosts[0]) === claimedBy(second, hosts[0]);
  const fate = spaces
    ? 'Istio leaves one of the two servers out, with all its hosts'
    : 'Envoy refuses a listener with one server name twice';
  return { level: 'finding', where, text: `${start} on one port: ${fate}; ${end}` };
}

function claimedBy({ hosts }: TlsListener, host: string | undefined): string | undefined {
  return hosts.find(({ dnsName }) => dnsName === host)?.namespace;
}

function entryOf(
  claimants: readonly TlsListener[],
  hosts: readonly string[],
  port: number | undefined,
  label: (tls: ServerTls) => string,
): TableEntry {
  const tls = new Set(claimants.map((listener) => label(listener.tls)));
  return {
    name: clipped(claimants.map(({ name }) => name).join(' and ')),
    port,
    hosts: hosts.toSorted(),
    tls: tls.size === 1 ? [...tls][0] : undefined,
    where: claimants.map(({ where }) => where),
  };
}

/** Labels for TLS settings: mode and certificate, and a number where these alone do not tell two apart. */
function labels(): (tls: ServerTls) => string {
  const bySettings = new Map<string, string>();
  const used = new Map<string, number>();
  return ({ mode, credential, settings }) => {
    const known = bySettings.get(settings);
    if (known !== undefined) return known;
    const text = clipped(credential === undefined ? mode : `${mode} ${credential}`, 240);
    const count = (used.get(text) ?? 0) + 1;
    used.set(text, count);
    const made = count === 1 ? text : `${text} (${count})`;
    bySettings.set(settings, made);
    return made;
  };
}

/** Printable ASCII of a length that the filter takes as a label. */
function clipped(text: string, most = 253): string {
  const ascii = text.replace(/[^\x20-\x7e]/g, '?');
  return ascii.length <= most ? ascii : `${ascii.slice(0, most - 1)}~`;
}

/** A name whose last label is a number is an IPv4 address, and no host, to everybody who reads URLs (WHATWG URL 3.5). */
function isAddress(host: string): boolean {
  return /(^|\.)[0-9]+$/.test(host);
}
