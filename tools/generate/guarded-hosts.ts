/**
 * Finds the hosts of a guard's configuration wherever it stands in a manifest (`pluginConfig`, or JSON in a text, as in an
 * EnvoyFilter): from the host, with its port if it has one, to the name of its listener. Empty for any other manifest.
 */
export function hostsByListener(manifest: unknown): Map<string, string> {
  const hosts = new Map<string, string>();
  const visit = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (key === 'value' && value.startsWith('{')) collect(parsed(value), hosts);
    } else if (Array.isArray(value)) value.forEach((item) => visit(item, ''));
    else if (typeof value === 'object' && value !== null) {
      if (key === 'pluginConfig') collect(value, hosts);
      else for (const [name, inner] of Object.entries(value)) visit(inner, name);
    }
  };
  visit(manifest, '');
  return hosts;
}

function collect(configuration: unknown, hosts: Map<string, string>): void {
  const { guard, ...own } = (configuration ?? {}) as { listeners?: unknown; guard?: { listeners?: unknown } };
  const { listeners } = guard ?? own;
  if (!Array.isArray(listeners)) return;
  for (const [index, listener] of listeners.entries()) {
    const { name, port, hosts: names = ['*'] } = (listener ?? {}) as Readonly<Record<string, unknown>>;
    if (!Array.isArray(names)) continue;
    for (const host of names) {
      hosts.set(port === undefined ? String(host) : `${String(host)} on port ${String(port)}`, String(name ?? index));
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
