/** What became of a request at the gateway and behind it. */
export type Verdict =
  /** The gateway let it through, and the back end served what it was asked for. */
  | 'served'
  /** The gateway let it through, and the back end served what the policy denies, or another listener's host. */
  | 'BYPASS'
  /** 403 of the authorization policy. */
  | 'denied'
  /** 400 of the normalizer. */
  | 'refused'
  /** 421 of the guard. */
  | 'misdirected';

export interface DemoRequest {
  /** HTTP/1.1 when left out. */
  readonly protocol?: 'h2';
  /** Server name of the TLS handshake. */
  readonly sni: string;
  /** Host or :authority; the SNI when left out. */
  readonly host?: string;
  /** Request target, sent byte for byte. */
  readonly path: string;
  /** Whether the client shows the certificate that admin.example.com asks for. */
  readonly clientCertificate?: true;
  readonly without: Verdict;
  readonly with: Verdict;
}

export const guestHost = 'guest.example.com';
export const adminHost = 'admin.example.com';

/**
 * The attacks of Istio's "Security Best Practices" page, and requests that must keep working. The gateway is Istio's default:
 * pathNormalization BASE, so it stops some of them by itself.
 */
export const demoRequests: readonly DemoRequest[] = [
  ...attack('/admin', 'denied'),
  ...attack('/ADMIN', 'BYPASS'),
  ...attack('//admin', 'BYPASS'),
  ...attack('/x/../admin', 'denied'),
  ...attack('/x/..;/admin', 'denied'),
  ...attack('/%61dmin', 'denied'),
  ...attack('/admin%2f', 'BYPASS'),
  ...attack('\\admin', 'refused', 'refused'),
  ...attack('/\\admin', 'BYPASS'),
  ...attack('/%2561dmin', 'BYPASS'),
  { sni: guestHost, host: adminHost, path: '/dashboard', without: 'BYPASS', with: 'misdirected' },
  { protocol: 'h2', sni: guestHost, host: adminHost, path: '/dashboard', without: 'BYPASS', with: 'misdirected' },
  ...keeps({ sni: guestHost, path: '/hello?next=/admin' }),
  ...keeps({ sni: guestHost, path: '/Static/Logo.PNG?V=1' }),
  ...keeps({ sni: guestHost, path: '/files/a%20b.txt' }),
  ...keeps({ protocol: 'h2', sni: guestHost, path: '/hello' }),
  ...keeps({ protocol: 'h2', sni: 'shop.example.com', path: '/hello' }),
  ...keeps({ sni: adminHost, path: '/dashboard', clientCertificate: true }),
  ...keeps({ protocol: 'h2', sni: adminHost, path: '/dashboard', clientCertificate: true }),
];

function attack(path: string, without: Verdict, withFilters: Verdict = 'denied'): DemoRequest[] {
  return [{ sni: guestHost, path, without, with: withFilters }];
}

function keeps(request: Omit<DemoRequest, 'without' | 'with'>): DemoRequest[] {
  return [{ ...request, without: 'served', with: 'served' }];
}
