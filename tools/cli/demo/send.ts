import { h1 } from '../../wire/h1.ts';
import { h2 } from '../../wire/h2.ts';
import type { WireResponse } from '../../wire/response.ts';
import type { WireTarget } from '../../wire/target.ts';
import type { Echo } from './back-end.ts';
import type { DemoCertificates } from './certificates.ts';
import { adminHost, type DemoRequest, type Verdict } from './requests.ts';

export interface Observation {
  readonly verdict: Verdict | `unexpected ${string}`;
  /** Status code, or what went wrong. */
  readonly status: string;
  /** Path that the back end got; undefined when the request did not reach it. */
  readonly seen: string | undefined;
}

/** Sends the request as raw bytes to the gateway listener at `port`, and says what became of it. */
export async function observe(
  port: number,
  certificates: DemoCertificates,
  request: DemoRequest,
): Promise<Observation> {
  const { sni, path, host = sni } = request;
  const client = request.clientCertificate === true ? certificates.client : undefined;
  const target: WireTarget = { port, tls: { sni, ca: certificates.clientCa, ...client } };
  const send = request.protocol === 'h2' ? h2 : h1;
  const response = await send(target, { path, host });
  return judge(response, request);
}

function judge(response: WireResponse, request: DemoRequest): Observation {
  const { status, error, detail } = response;
  if (status === null) {
    const trouble = detail ?? error ?? 'no answer';
    return { verdict: `unexpected ${trouble}`, status: trouble, seen: undefined };
  }
  const shown = String(status);
  if (status === 200) {
    const echo = JSON.parse(response.body) as Echo;
    return { verdict: isBypass(echo, request) ? 'BYPASS' : 'served', status: shown, seen: echo.path };
  }
  const local = { 400: 'refused', 403: 'denied', 421: 'misdirected' } as const;
  const verdict = local[status as keyof typeof local] ?? (`unexpected ${shown}` as const);
  return { verdict, status: shown, seen: undefined };
}

/** The policy denies /admin to everybody, and admin.example.com to whoever came by another listener. */
function isBypass(echo: Echo, request: DemoRequest): boolean {
  const denied = echo.resource === '/admin' || echo.resource.startsWith('/admin/');
  return denied || (echo.host.split(':', 1)[0] === adminHost && request.sni !== adminHost);
}
