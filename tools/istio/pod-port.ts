import type { Remark } from './remark.ts';
import type { Service } from './service.ts';
import type { Pods } from './tls-listener.ts';
import { mayBeSamePods } from './workload.ts';

/** From the port that a Gateway writes to those that the pod may listen on for it. */
export interface PodPorts {
  of(port: number): readonly number[];
  /** What was assumed for the ports that were asked for. */
  remarks(): readonly Remark[];
}

/**
 * Finds the ports of the pods: what the user says, else the Services that may select the pods, else what is known of
 * installations. Istio turns the port of a Gateway into the targetPort of the pods' Service; the Service of `istioctl install`
 * has 443 -> 8443, that of the Helm chart `gateway` 443 -> 443 (seen on Istio 1.31). Where neither is known both are taken:
 * a port too many holds no connection, a port too few would leave its connections unguarded.
 */
export function podPortsOf(pods: Pods, services: readonly Service[], given: ReadonlyMap<number, number>): PodPorts {
  const mine = services.filter((service) => selects(service, pods));
  const remarks = new Map<string, Remark>();
  const say = (text: string, where?: string): void =>
    void remarks.set(text, { level: 'note', text, ...(where !== undefined && { where }) });
  const find = (port: number): readonly number[] => {
    const told = given.get(port);
    if (told !== undefined) return [told];
    const found = new Set<number>();
    for (const service of mine) {
      for (const entry of service.ports.filter((one) => one.port === port)) {
        if (typeof entry.targetPort === 'number') found.add(entry.targetPort);
        else {
          const text = `targetPort ${entry.targetPort} of Service ${service.name} is a name of the pod's: --port-map ${port}=NUMBER says which port it is`;
          say(text, service.where);
        }
      }
    }
    if (found.size > 0) return [...found].toSorted((one, other) => one - other);
    // The Service that Istio makes for a Gateway of the Gateway API has the same number on both sides.
    if (!('labels' in pods)) return [port];
    if (port === 443) {
      say(
        'port 443 of the Gateways is taken for 8443 of the pods (istioctl install) and for 443 (Helm chart): --port-map 443=8443, or the Service among the input, says which',
      );
      return [443, 8443];
    }
    say(`port ${port} of the Gateways is taken for the same of the pods; --port-map ${port}=NUMBER says otherwise`);
    return [port];
  };
  return { of: find, remarks: () => [...remarks.values()] };
}

/** Whether a Service selects pods of the workload: a label in common, and none that tells them apart. */
function selects({ selector, namespace }: Service, pods: Pods): boolean {
  if (!('labels' in pods)) {
    return namespace === pods.namespace && selector['gateway.networking.k8s.io/gateway-name'] === pods.gateway;
  }
  const common = Object.entries(selector).some(([key, value]) => pods.labels[key] === value);
  return common && mayBeSamePods({ labels: selector }, pods);
}
