// oxlint-disable-next-line no-control-regex
const unsafe = /[\x01-\x20"<>^`{|}\x7f-\xff]/g;

/** Step escape-unsafe. */
export function escapeUnsafe(path: string): string {
  return path.replace(unsafe, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
