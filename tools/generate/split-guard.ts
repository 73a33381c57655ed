import type { TableEntry } from '../istio/listener-table.ts';
import { partsOf } from './guard-parts.ts';
import type { GuardOptions } from './guard-settings.ts';
import { joined } from './joined.ts';
import { jsonBytes, mostBytes, sizeNotes, tooLarge } from './manifest-size.ts';
import type { Generated, Note } from './target.ts';

/** Makes the manifests of one guard. */
export type MakeGuard<O> = (entries: readonly TableEntry[], options: O) => Generated;

/**
 * A guard whose manifest the API server can store: one, or one for each port, or several for the listeners of a port. Throws
 * where none of these is small enough.
 */
export function guardThatFits<O extends GuardOptions>(
  entries: readonly TableEntry[],
  options: O,
  makeGuard: MakeGuard<O>,
): Generated {
  const whole = makeGuard(entries, options);
  if (!tooLarge(whole.documents)) return { ...whole, notes: [...whole.notes, ...sizeNotes(whole.documents)] };
  // The parts of a gateway would normalize several times, and on the ports of none of them nobody would.
  if (options.filter === 'gateway') return refused(whole);
  return byPort(entries, options, makeGuard) ?? byListeners(entries, options, makeGuard, whole) ?? refused(whole);
}

function byPort<O extends GuardOptions>(
  entries: readonly TableEntry[],
  options: O,
  makeGuard: MakeGuard<O>,
): Generated | undefined {
  const ports = [...new Set(entries.map(({ port }) => port))].filter((port) => port !== undefined);
  if (ports.length < 2 || options.matchPorts !== undefined) return undefined;
  const parts = ports.map((port) => {
    const here = entries.filter((entry) => entry.port === port).map((entry) => ({ ...entry, port: undefined }));
    return guardThatFits(here, { ...options, name: `${options.name ?? ''}-${port}`, matchPorts: [port] }, makeGuard);
  });
  return joined(parts, [note(`${options.name ?? ''} is split by port, since the whole is too large for etcd`)]);
}

/** A part of the bytes is left for what the parts have in common, and for digits that change. */
const margin = 0.97;

function byListeners<O extends GuardOptions>(
  entries: readonly TableEntry[],
  options: O,
  makeGuard: MakeGuard<O>,
  whole: Generated,
): Generated | undefined {
  const { sameTls = 'SEPARATE', unknownHost = 'PASS', mark = false } = options.pluginConfig ?? {};
  if (sameTls !== 'SEPARATE' || unknownHost !== 'PASS' || mark === true || isBackstop(options)) return undefined;
  const sizeOf = ({ name, hosts, tls }: TableEntry): number => jsonBytes({ name, hosts, tls });
  // What a listener takes in the manifest: in an EnvoyFilter every quotation mark is two bytes.
  const scale = Math.max(...whole.documents.map(jsonBytes)) / entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  const parts = partsOf(entries, sizeOf, (mostBytes * margin) / scale);
  if (parts === undefined || parts.length < 2) return undefined;
  const made = parts.map((part, index) =>
    guardThatFits(part, { ...options, name: `${options.name ?? ''}-part-${index + 1}` }, makeGuard),
  );
  return joined(made, [note(partsText(options.name ?? '', parts.length))]);
}

/** A mark would tell that one of the parts has judged, not that all have. */
function isBackstop(options: object): boolean {
  return 'backstop' in options && options.backstop === true;
}

function partsText(name: string, count: number): string {
  return (
    `${name} is split into ${count} parts that refuse together what the whole would, which is too large for etcd: apply them together, ` +
    'delete parts that are no longer made; each costs a request what one guard costs, and counts hosts of the others as unknown'
  );
}

function refused(whole: Generated): never {
  sizeNotes(whole.documents);
  throw new Error('a manifest that is too large and fits');
}

function note(text: string): Note {
  return { level: 'note', text };
}
