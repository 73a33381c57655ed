import type { Oracle, Segments } from './oracle.ts';
import { decodeProperly, mergeSlashes, pathOf, resolveDots } from './reading.ts';

/** The path that httpd goes on with. */
function unescaped(target: string): string | null {
  const decoded = decodeProperly(pathOf(target));
  return decoded === null || decoded.includes('\0') ? null : decoded;
}

const walked = (path: string): Segments | null => resolveDots(mergeSlashes(path), 'refuse');

export const apache: Oracle = {
  id: 'apache',
  of: 'Apache httpd with AllowEncodedSlashes On and MergeSlashes On (ap_normalize_path, ap_unescape_url)',
  read(target) {
    const path = unescaped(target);
    return path === null ? null : walked(path);
  },
};

export const apacheRewrite: Oracle = {
  id: 'apache-rewrite',
  of: 'mod_rewrite of Apache httpd before 2.4.60 (CVE-2024-38474, CVE-2024-38475): a decoded "?" ends the file name',
  read(target) {
    const path = unescaped(target);
    return path === null ? null : walked(path.replace(/\?.*$/s, ''));
  },
};
