// How the guard compares names, from docs/misdirected-guard.md, with strings: ASCII letters folded; of an authority the port (what
// stands behind the last ":", unless a "]" stands behind that) and one final dot cut off. The final dot of a server name stays.

export function foldedSni(sni: string): string {
  return sni.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function foldedHost(host: string): string {
  const [name = ''] = /^.*(?=:[^\]:]*$)/s.exec(host) ?? [host];
  return foldedSni(name.endsWith('.') ? name.slice(0, -1) : name);
}
