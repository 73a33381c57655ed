import type { Extension, Proto } from '../../../tools/envoy/proto.ts';
import { rbacFilter } from '../../../tools/envoy/rbac-filter.ts';
import type { SniRule } from '../../../tools/generate/sni-rules.ts';

/** The filter that Istio makes of a DENY policy: hosts without case, `*` at either end, ports of the connection, server names. */
export function rbacOfPolicy(rules: readonly SniRule[]): Extension {
  const policies = rules.map(({ to, when }, index): [string, { permissions: Proto[] }] => {
    const operations = to.map(({ operation: { hosts, notHosts, ports } }) =>
      all([
        any(hosts.map(authority)),
        ...(notHosts === undefined ? [] : [{ not_rule: any(notHosts.map(authority)) }]),
        any(ports.map((port) => ({ destination_port: Number(port) }))),
      ]),
    );
    const conditions = when.flatMap(({ values, notValues }) => [
      ...(values === undefined ? [] : [any(values.map(serverName))]),
      ...(notValues === undefined ? [] : [{ not_rule: any(notValues.map(serverName)) }]),
    ]);
    return [`rule-${index}`, { permissions: [all([any(operations), ...conditions])] }];
  });
  return rbacFilter({ action: 'DENY', policies: Object.fromEntries(policies) });
}

function authority(value: string): Proto {
  if (value === '*') return { header: { name: ':authority', present_match: true } };
  return { header: { name: ':authority', string_match: { ...matcher(value), ignore_case: true } } };
}

function serverName(value: string): Proto {
  return { requested_server_name: value === '*' ? { safe_regex: { regex: '.+' } } : matcher(value) };
}

function matcher(value: string): Proto {
  if (value.startsWith('*')) return { suffix: value.slice(1) };
  return value.endsWith('*') ? { prefix: value.slice(0, -1) } : { exact: value };
}

function any(rules: readonly Proto[]): Proto {
  return { or_rules: { rules } };
}

function all(rules: readonly Proto[]): Proto {
  return { and_rules: { rules } };
}
