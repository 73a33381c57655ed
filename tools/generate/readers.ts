import { refuseValue } from './setting.ts';

/** Readers of setting values: each takes what a flag or a values file holds and gives a typed value. */

export function readText(value: unknown, where: string): string {
  return typeof value === 'string' && value !== '' ? value : refuseValue(value, where, 'a text');
}

export function readSwitch(value: unknown, where: string): boolean {
  return typeof value === 'boolean' ? value : refuseValue(value, where, 'true or false');
}

export function oneOf<const T extends string>(names: readonly T[]): (value: unknown, where: string) => T {
  return (value, where) =>
    names.find((name) => name === value) ?? refuseValue(value, where, `one of ${names.join(', ')}`);
}

/** An integer from `minimum` to `maximum`, from a number or from its decimal text. */
export function integer(minimum: number, maximum: number): (value: unknown, where: string) => number {
  return (value, where) => {
    const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
    const fits = typeof number === 'number' && Number.isInteger(number) && number >= minimum && number <= maximum;
    return fits ? number : refuseValue(value, where, `an integer from ${minimum} to ${maximum}`);
  };
}

export function listOf<T>(read: (value: unknown, where: string) => T): (value: unknown, where: string) => T[] {
  return (value, where) =>
    Array.isArray(value) ? value.map((item) => read(item, where)) : refuseValue(value, where, 'a sequence');
}

/** A DNS-1123 label, as the name of a namespace is. */
export function readNamespace(value: unknown, where: string): string {
  const fits = typeof value === 'string' && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value);
  return fits ? value : refuseValue(value, where, 'a namespace: at most 63 of a-z, 0-9 and "-"');
}

/**
 * A DNS-1123 subdomain, as the names of resources are, of at most 200 bytes: Istio lengthens them for the Envoy
 * filter, and the API has a limit of 253.
 */
export function readName(value: unknown, where: string): string {
  const fits = typeof value === 'string' && value.length <= 200 && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(value);
  return fits ? value : refuseValue(value, where, 'a resource name: at most 200 of a-z, 0-9, "-" and "."');
}

/** SHA-256 in the only form that Istio's validation accepts: 64 lower-case hexadecimal digits. */
export function readSha256(value: unknown, where: string): string {
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value;
  const upper = typeof value === 'string' && /^[0-9a-fA-F]{64}$/.test(value);
  return refuseValue(
    value,
    where,
    upper ? 'lower-case hexadecimal digits, since Istio refuses upper case' : '64 lower-case hexadecimal digits',
  );
}

/** `KEY=VALUE` texts, or a mapping of strings. Wildcards are refused, as the API server does. */
export function readLabels(value: unknown, where: string): Record<string, string> {
  const expected = 'labels as KEY=VALUE, without wildcards';
  const pairs: [string, unknown][] = Array.isArray(value)
    ? value.map((item) => {
        const parts = typeof item === 'string' ? /^([^=]+)=([^=]*)$/.exec(item) : null;
        return parts === null ? refuseValue(item, where, expected) : [parts[1] ?? '', parts[2]];
      })
    : Object.entries(typeof value === 'object' && value !== null ? value : refuseValue(value, where, expected));
  const labels: Record<string, string> = {};
  for (const [key, text] of pairs) {
    const goodKey = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(
      key,
    );
    const goodText = typeof text === 'string' && /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/.test(text);
    if (!goodKey || !goodText) refuseValue(`${key}=${String(text)}`, where, expected);
    if (Object.hasOwn(labels, key)) refuseValue(`${key}=${text}`, where, `the label ${key} once`);
    labels[key] = text;
  }
  return Object.keys(labels).length > 0 ? labels : refuseValue(value, where, 'at least one label');
}
