// Resources in one line each, for tables.

export const gateway = (name: string, servers: readonly string[], selector = '{istio: ig}', more = ''): string =>
  `{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: ${name}, namespace: ns${more}}, spec: {selector: ${selector}, servers: [${servers.join(', ')}]}}`;
export const server = (
  hosts: string,
  { mode = 'SIMPLE', port = 443, protocol = 'HTTPS', more = '', tls = '' } = {},
): string =>
  `{name: s, port: {number: ${port}, name: p, protocol: ${protocol}}, hosts: [${hosts}], tls: {mode: ${mode}${tls}}${more}}`;
export const service = (ports: string, selector = '{istio: ig, app: x}'): string =>
  `{apiVersion: v1, kind: Service, metadata: {name: lb, namespace: istio-system}, spec: {type: LoadBalancer, selector: ${selector}, ports: [${ports}]}}`;
export const api = (listeners: string, more = '', kind = 'Gateway', spec = 'gatewayClassName: istio, '): string =>
  `{apiVersion: gateway.networking.k8s.io/v1, kind: ${kind}, metadata: {name: pub, namespace: edge${more}}, spec: {${spec}listeners: [${listeners}]}}`;
export const https = (name: string, hostname: string, more = ''): string =>
  `{name: ${name}, hostname: "${hostname}", port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: c}]}${more}}`;
