import { compileProperties, createVm, type Root, type Vm } from '../../tools/host/index.ts';
import { guardPrefix } from '../../test/unit/guard/config-row.ts';
import { guardModule } from '../../test/unit/guard/guard.ts';
import { normalizerModule } from '../../test/unit/cases/normalizer.ts';
import { normalizerPrefix } from '../../test/unit/normalizer/config-row.ts';
import { acceptanceFault, refusalFault } from './configuration-checks.ts';
import { configurationMixer, type ConfigurationText } from './configuration-mixer.ts';
import { guardSeeds, normalizerSeeds, type ConfigurationSeeds } from './configuration-seeds.ts';
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
  return {
    counts,
    async batch(random, executions, found) {
      for (let ran = 0; ran < executions; ran++) {
        if (state === undefined || ++age % configurationsOfVm === 0) state = await warmState(subject);
        let given = mix(random);
        while (given.text.length > longest) given = mix(random);
        const broken = judge(subject, state, given, counts);
        if (broken === undefined) continue;
        const { fault, text } = broken;
        state = undefined;
        const still = async (shorter: string): Promise<boolean> => (await again(subject, shorter)) !== undefined;
        const shown = (await still(text)) ? await shrink(text, still) : text;
        found({ fault: (await again(subject, shown)) ?? fault, row: bytesField('config', shown) });
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
    const broken = judge(subject, state, { text, good: false }, {});
    if (broken !== undefined) return broken.fault;
  }
  return undefined;
}

/** Bytes. Text and tables of eight such ones have room in a warm VM; the mixer now and then writes 200,000. */
const longest = 50_000;

/** A VM whose memory has been as large as these configurations make it. */
async function warmState({ module }: Subject): Promise<State> {
  const vm = await createVm({ module: await module(), logLevel: 'error', now: () => 0n });
  for (let round = 0; round < 2; round++) vm.createRoot({ configuration: `{${' '.repeat(400_000)}}` }).delete();
  return { vm, living: [], memory: vm.memory.buffer };
}

/** A fault, and the configuration that it is about. */
interface Broken {
  readonly fault: string;
  readonly text: string;
}

/** One execution. */
function judge(subject: Subject, state: State, given: ConfigurationText, counts: Counts): Broken | undefined {
  const { vm, living } = state;
  const { text } = given;
  const root = vm.createRoot({ configuration: Buffer.from(text, 'latin1') });
  const fault = configureFault(subject, state, given, root.configured);
  counts['memory KiB'] = Math.max(counts['memory KiB'] ?? 0, vm.memory.buffer.byteLength / 1024);
  const outcome = root.configured ? 'accepted' : 'refused';
  counts[outcome] = (counts[outcome] ?? 0) + 1;
  if (fault !== undefined) return { fault, text };
  if (!root.configured) {
    root.delete();
    return undefined;
  }
  living.push({ root, text, answers: answersOf(root) });
  if (vm.failed !== undefined) return { fault: `a trap: ${vm.failed}`, text };
  if (living.length < kept) return undefined;
  const oldest = living.shift()!;
  const now = answersOf(oldest.root);
  oldest.root.delete();
  if (now === oldest.answers) return undefined;
  return { fault: `answers "${oldest.answers}" first and "${now}" once others have come`, text: oldest.text };
}

function configureFault(
  { prefix }: Subject,
  { vm, memory }: State,
  { text, good }: ConfigurationText,
  taken: boolean,
): string | undefined {
  const lines = vm.logs.slice();
  (vm.logs as unknown[]).length = 0;
  if (vm.failed !== undefined) return `a trap: ${vm.failed}`;
  if (memory.byteLength === 0) return `the memory grew to ${vm.memory.buffer.byteLength} bytes`;
  if (!taken) return good ? `refused a good one: ${lines[0]?.message}` : refusalFault(prefix, text.length, lines);
  return lines.length > 0 ? `taken with the line ${lines[0]?.message}` : acceptanceFault(text);
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
