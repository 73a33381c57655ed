import type { Gateway } from '../istio/gateway.ts';
import { hostIndex, type HostIndex } from '../istio/host-index.ts';
import type { VirtualService } from '../istio/virtual-service.ts';
import type { Exposure } from './exposure.ts';
import type { Note } from './target.ts';

/** Hosts that one Gateway is to refuse: one VirtualService. */
export interface Block {
  readonly name: string;
  /** Of the VirtualService: the Gateway's own, or the one that its `hosts` entry admits. */
  readonly namespace: string;
  readonly gateway: Gateway;
  /** Only on this port of the Gateway, where the Gateway itself serves one of the hosts on another one. */
  readonly port: number | undefined;
  readonly hosts: readonly string[];
}

/**
 * Groups exposures by the Gateway that must refuse them. A VirtualService is bound to a Gateway as a whole and cannot
 * see the SNI, so what one Gateway holds on one port it cannot tell apart: those exposures become findings.
 */
export function blocksOf(exposures: readonly Exposure[], name: string): { blocks: Block[]; notes: Note[] } {
  const notes = new Map<string, Note>();
  const groups = new Map<string, Omit<Block, 'name' | 'hosts'> & { hosts: Set<string> }>();
  const portsOf = portsByHost();
  for (const { host, lax, through, strict, reason } of exposures) {
    const { gateway } = lax;
    const own = portsOf(gateway, host);
    if (own.includes(lax.port)) {
      const id = `${gateway.namespace}/${gateway.name}`;
      const text =
        `Gateway ${id} serves ${host} (${strict.where}) and, with ${reason}, the wildcard ${through.dnsName} on port ${lax.port}: ` +
        'a VirtualService cannot tell them apart; move one to a Gateway of its own, or deploy the misdirected-guard';
      notes.set(text, { level: 'finding', where: lax.where, text });
      continue;
    }
    const namespace = through.namespace === '*' ? gateway.namespace : through.namespace;
    const port = own.length > 0 ? lax.port : undefined;
    const key = JSON.stringify([namespace, gateway.namespace, gateway.name, port ?? 0]);
    const group = groups.get(key) ?? { namespace, gateway, port, hosts: new Set() };
    groups.set(key, group);
    group.hosts.add(host);
  }
  const several = groups.size > 1;
  const blocks = [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, group]) => ({ ...group, hosts: [...group.hosts], name: several ? `${name}-${suffix(group)}` : name }));
  return { blocks, notes: [...notes.values()] };
}

/** Finds the ports on which a Gateway itself has a host; each Gateway is gone through once. */
function portsByHost(): (gateway: Gateway, host: string) => readonly number[] {
  const known = new Map<Gateway, Map<string, number[]>>();
  return (gateway, host) => {
    let ports = known.get(gateway);
    if (ports === undefined) {
      ports = new Map();
      known.set(gateway, ports);
      for (const { port, hosts } of gateway.servers) {
        for (const { dnsName } of hosts) ports.set(dnsName, [...(ports.get(dnsName) ?? []), port]);
      }
    }
    return ports.get(host) ?? [];
  };
}

function suffix({ namespace, gateway, port }: Pick<Block, 'namespace' | 'gateway' | 'port'>): string {
  const id = namespace === gateway.namespace ? gateway.name : `${gateway.namespace}.${gateway.name}`;
  return port === undefined ? id : `${id}-${port}`;
}

/**
 * Says where a VirtualService of the user answers a blocked host first. Those for one host are merged by age, then by
 * name, and one for a more specific host is final (seen on Istio 1.31), so the 421 would not come.
 */
export function overruledBy(services: readonly VirtualService[], blocks: readonly Block[]): Note[] {
  const byGateway = new Map<string, VirtualService[]>();
  for (const service of services.filter(({ refuses }) => !refuses)) {
    for (const id of new Set(service.gateways)) {
      const list = byGateway.get(id);
      if (list === undefined) byGateway.set(id, [service]);
      else list.push(service);
    }
  }
  return blocks.flatMap((block) => {
    const id = `${block.gateway.namespace}/${block.gateway.name}`;
    const blocked = hostIndex<true>();
    for (const host of block.hosts) blocked.set(host, true);
    return (byGateway.get(id) ?? []).flatMap((service) => overruling(service, block, blocked, id));
  });
}

function overruling(service: VirtualService, block: Block, blocked: HostIndex<true>, id: string): Note[] {
  if (service.namespace === block.namespace && service.name === block.name) return [];
  const hosts = service.hosts.filter((host) => blocked.ownerOf(host) !== undefined);
  if (hosts.length === 0) return [];
  const remedy =
    block.port === undefined
      ? `take ${id} out of its gateways`
      : `let its rules match the other ports of ${id} alone, as in "match: [{port: N}]"`;
  const text =
    `VirtualService ${service.namespace}/${service.name} binds ${hosts.join(', ')} to Gateway ${id}, and its routes may ` +
    `come before the 421: ${remedy}`;
  return [{ level: 'finding', where: service.where, text }];
}
