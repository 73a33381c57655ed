import type { Gateway } from '../istio/gateway.ts';
import { hostCovers } from '../istio/host.ts';
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
  for (const { host, lax, through, strict, reason } of exposures) {
    const { gateway } = lax;
    const own = gateway.servers.filter((server) => server.hosts.some(({ dnsName }) => dnsName === host));
    if (own.some((server) => server.port === lax.port)) {
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

function suffix({ namespace, gateway, port }: Pick<Block, 'namespace' | 'gateway' | 'port'>): string {
  const id = namespace === gateway.namespace ? gateway.name : `${gateway.namespace}.${gateway.name}`;
  return port === undefined ? id : `${id}-${port}`;
}

/**
 * Says where a VirtualService of the user answers a blocked host first. Those for one host are merged by age, then by
 * name, and one for a more specific host is final (seen on Istio 1.31), so the 421 would not come.
 */
export function overruledBy(service: VirtualService, block: Block): Note[] {
  const id = `${block.gateway.namespace}/${block.gateway.name}`;
  const itself = service.namespace === block.namespace && service.name === block.name;
  if (itself || service.refuses || !service.gateways.includes(id)) return [];
  const hosts = service.hosts.filter((host) => block.hosts.some((blocked) => hostCovers(blocked, host)));
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
