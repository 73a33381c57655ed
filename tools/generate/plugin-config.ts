import { refuseValue } from './setting.ts';

/**
 * Reads a plugin configuration: a mapping of JSON values that reach the filter as they were written. Istio carries
 * numbers as doubles (seen on 1.31: 9007199254740993 arrived as 9007199254740992), so only integers that a double
 * holds exactly are let through; the filters know no others.
 */
export function readPluginConfig(value: unknown, where: string): Record<string, unknown> {
  if (!isPlainObject(value)) refuseValue(value, where, 'a mapping');
  if (Object.keys(value).length === 0) {
    refuseValue(value, where, 'at least one key: Istio passes an empty configuration as zero bytes');
  }
  check(value, '', where);
  return value;
}

function check(value: unknown, path: string, where: string): void {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return;
    const expected = 'an integer of at most 2^53 - 1, since Istio passes numbers as doubles';
    // JSON has no word for the infinity that 1e999 is read as.
    refuseValue(Number.isFinite(value) ? value : String(value), `${where}: ${path}`, expected);
  }
  if (Array.isArray(value)) return value.forEach((item, index) => check(item, `${path}[${index}]`, where));
  if (isPlainObject(value)) {
    for (const [key, item] of Object.entries(value)) check(item, path === '' ? key : `${path}.${key}`, where);
    return;
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  refuseValue(String(value), `${where}: ${path}`, 'a JSON value');
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
