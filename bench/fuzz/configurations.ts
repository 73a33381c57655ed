import { compileProperties, createVm, type Root, type Vm } from '../../tools/host/index.ts';
import { guardPrefix } from '../../test/unit/guard/config-row.ts';
import { guardModule } from '../../test/unit/guard/guard.ts';
import { normalizerModule } from '../../test/unit/cases/normalizer.ts';
import { normalizerPrefix } from '../../test/unit/normalizer/config-row.ts';
import { acceptanceFault, refusalFault } from './configuration-checks.ts';
import { configurationMixer, type ConfigurationText } from './configuration-mixer.ts';
import { guardSeeds, normalizerSeeds, type ConfigurationSeeds } from './configuration-seeds.ts';
import type { Random } from './random.ts';
import { bytesField, bytesOf, checkKeys } from './row-bytes.ts';
import { shrink } from './shrink.ts';
import type { Counts, Session, Target } from './target.ts';

interface Subject {
  readonly module: () => Promise<WebAssembly.Module>;
  readonly prefix: string;
  readonly seeds: () => ConfigurationSeeds;
}

/** Configurations that a VM takes or refuses before another one begins. */
const configurationsOfVm = 10_000;
/** Instances that are kept while later ones come: as if their listeners still drained. */
const kept = 8;

const share = 1;
const normalizer: Subject = { module: normalizerModule, prefix: normalizerPrefix, seeds: normalizerSeeds };
const guard: Subject = { module: guardModule, prefix: guardPrefix, seeds: guardSeeds };

/** One VM that is configured again and again. */
export const configurations: Target = {
  name: 'configurations',
  what: 'one configuration of normalizer.wasm',
  share,
  open: () => openConfigurations(normalizer),
};

export const guardConfigurations: Target = {
  name: 'guard-configurations',
  what: 'one configuration of misdirected-guard.wasm',
  share,
  open: () => openConfigurations(guard),
};

/** An instance at work, with what it answered when it was new. */
interface Kept {
  readonly root: Root;
  readonly text: string;
  readonly answers: string;
}

interface State {
  readonly vm: Vm;
  readonly living: Kept[];
  /** Detached, and so empty, once the memory has grown. */
  readonly memory: ArrayBufferLike;
}

async function openConfigurations(subject: Subject): Promise<Session> {
  const mix = configurationMixer(subject.seeds());
  const counts: Counts = { accepted: 0, refused: 0, 'memory KiB': 0 };
  let state: State | undefined;
  let age = 0;
  const next = async (random: Random): Promise<{ text: string; fault: string | undefined }> => {
    if (state === undefined || ++age % configurationsOfVm === 0) state = await warmState(subject);
    const given = mix(random);
    return { text: given.text, fault: judge(subject, state, given, counts) };
  };
  return {
    counts,
    async batch(random, executions, found) {
      for (let ran = 0; ran < executions; ran++) {
        const { text, fault } = await next(random);
        if (fault === undefined) continue;
        state = undefined;
        const still = async (shorter: string): Promise<boolean> => (await again(subject, shorter)) !== undefined;
        const shown = (await still(text)) ? await shrink(text, still) : text;
        found({ fault, row: bytesField('config', shown) });
        return ran + 1;
      }
      return executions;
    },
    async replay(row) {
      checkKeys(row, ['config']);
      return again(subject, bytesOf(row, 'config'));
    },
  };
}

async function again(subject: Subject, text: string): Promise<string | undefined> {
  const state = await warmState(subject);
  for (let round = 0; round <= kept; round++) {
    const fault = judge(subject, state, { text, good: false }, {});
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** A VM whose memory has been as large as these configurations make it. */
async function warmState({ module }: Subject): Promise<State> {
  const vm = await createVm({ module: await module(), logLevel: 'error', now: () => 0n });
  for (let round = 0; round < 2; round++) vm.createRoot({ configuration: `{${' '.repeat(400_000)}}` }).delete();
  return { vm, living: [], memory: vm.memory.buffer };
}

/** One execution; the fault, or undefined. */
function judge(
  { prefix }: Subject,
  state: State,
  { text, good }: ConfigurationText,
  counts: Counts,
): string | undefined {
  const { vm, living, memory } = state;
  const logs = vm.logs as unknown[];
  logs.length = 0;
  const root = vm.createRoot({ configuration: Buffer.from(text, 'latin1') });
  if (vm.failed !== undefined) return `a trap: ${vm.failed}`;
  if (memory.byteLength === 0) return `the memory grew to ${vm.memory.buffer.byteLength} bytes`;
  counts['memory KiB'] = Math.max(counts['memory KiB'] ?? 0, memory.byteLength / 1024);
  if (!root.configured) {
    counts['refused'] = (counts['refused'] ?? 0) + 1;
    const fault = refusalFault(prefix, text.length, vm.logs);
    root.delete();
    return good ? `refused a good one: ${vm.logs[0]?.message}` : fault;
  }
  counts['accepted'] = (counts['accepted'] ?? 0) + 1;
  if (logs.length > 0) return `taken with the line ${vm.logs[0]?.message}`;
  const fault = acceptanceFault(text);
  if (fault !== undefined) return fault;
  living.push({ root, text, answers: answersOf(root) });
  if (vm.failed !== undefined) return `a trap: ${vm.failed}`;
  if (living.length < kept) return undefined;
  const oldest = living.shift()!;
  const now = answersOf(oldest.root);
  oldest.root.delete();
  return now === oldest.answers ? undefined : `${oldest.text} answered ${oldest.answers} first, ${now} later`;
}

const requests = ['/A/../b//%2f;x\\%2541?Q=%41', '/ok'].map((path): [string, string][] => [
  [':method', 'GET'],
  [':path', path],
  [':authority', 'A.b.example.com.:443'],
  [':scheme', 'https'],
]);
const connection = compileProperties({
  'connection.requested_server_name': 'a.example.com',
  'connection.tls_version': 'TLSv1.3',
  'destination.port': 8443,
});

/** What an instance makes of two requests. */
function answersOf(root: Root): string {
  return requests
    .map((headers) => {
      const { localReply, headers: now } = root.judge(headers, connection);
      return localReply === undefined ? now.join(' ') : `${localReply.status} ${localReply.details}`;
    })
    .join('; ');
}
