type Mapping = Readonly<Record<string, unknown>>;

const schemes = ['', 'http', 'https', 'oci', 'file'];

/** The CEL rules of WasmPlugin, TrafficExtension, AuthorizationPolicy, EnvoyFilter, Gateway and VirtualService, by their message, written out by hand. */
export const rules: Readonly<Record<string, (self: never) => boolean>> = {
  'wildcard not allowed in label value match': (self: string) => !self.includes('*'),
  'wildcard is not supported in selector': (self: string) => !self.includes('*'),
  'wildcard not allowed in label key match': (self: Mapping) => Object.keys(self).every((key) => !key.includes('*')),
  'key must not be empty': (self: Mapping) => Object.keys(self).every((key) => key !== ''),
  'cross namespace referencing is not currently supported': (self: string) => self === '',
  'value may only be set when valueFrom is INLINE': (self: Mapping) =>
    self['valueFrom'] !== 'HOST' || !('value' in self),
  'only one of targetRefs or selector can be set': (self: Mapping) =>
    ['selector', 'targetRef', 'targetRefs'].filter((key) => key in self).length <= 1,
  'only one of targetRefs or workloadSelector can be set': (self: Mapping) =>
    ['workloadSelector', 'targetRefs'].filter((key) => key in self).length <= 1,
  'exactly one of wasm or lua must be set': (self: Mapping) => 'wasm' in self !== 'lua' in self,
  'only support waypointMatch when context is WAYPOINT': (self: Mapping) =>
    (self['context'] === 'WAYPOINT') === 'waypoint' in self,
  'port must be between 1-65535': (self: number) => self > 0 && self <= 65535,
  'url must have schema one of [http, https, file, oci]': (self: string) => {
    const scheme = schemeOf(self) ?? schemeOf(`http://${self}`);
    return scheme !== undefined && schemes.includes(scheme);
  },
  'only one of credentialNames or tlsCertificates can be set': (self: Mapping) =>
    !('credentialNames' in self && 'tlsCertificates' in self),
  'only one of credentialName or credentialNames can be set': (self: Mapping) =>
    !('credentialName' in self && 'credentialNames' in self),
  'only one of credentialName or tlsCertificates can be set': (self: Mapping) =>
    !('credentialNames' in self && 'tlsCertificates' in self),
};

/** Scheme of what Go's url.ParseRequestURI accepts: an absolute URL, with or without an authority, or a path. */
function schemeOf(text: string): string | undefined {
  if (text.startsWith('/')) return '';
  const parts = /^([a-zA-Z][a-zA-Z0-9+.-]*):(?:\/\/([^/?]*))?/.exec(text);
  const host = parts?.[2] ?? '';
  return parts !== null && /^[\w.\-:[\]~!$&'()*+,;=@]*$/.test(host) ? parts[1] : undefined;
}
