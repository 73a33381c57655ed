import type { Pods } from '../istio/tls-listener.ts';

/** A name for each workload: the common one where there is one workload, else with the workload's own behind it. */
export function workloadNames(name: string, pods: readonly Pods[]): string[] {
  if (pods.length === 1) return [name];
  const used = new Set<string>();
  return pods.map((one) => {
    const made = `${name}-${suffix(one)}`.slice(0, 195).replace(/[^a-z0-9]+$/, '');
    let own = made;
    for (let count = 2; used.has(own); count++) own = `${made}-${count}`;
    used.add(own);
    return own;
  });
}

function suffix(pods: Pods): string {
  const text = 'labels' in pods ? Object.values(pods.labels).toSorted().join('-') : pods.gateway;
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[^a-z0-9]+/, '');
  return name === '' ? 'gateway' : name;
}
