import { createVm, type Root, type Vm } from '../../tools/host/index.ts';
import { normalizerModule } from '../../test/unit/cases/normalizer.ts';
import { longestPart, pathFault, replyKind, type LegalReplies } from './path-checks.ts';
import {
  randomPathConfiguration,
  readPathConfiguration,
  stepsOf,
  type PathConfiguration,
} from './path-configuration.ts';
import { pathMixer } from './path-mixer.ts';
import { modelFault, modelTakes } from './path-model.ts';
import { pathSeeds } from './path-seeds.ts';
import { bytesField, bytesOf, checkKeys } from './row-bytes.ts';
import { shrink } from './shrink.ts';
import { isStable } from './stable-steps.ts';
import type { Counts, Finding, Row, Session, Target } from './target.ts';

/** What the request is beside its path. */
const kinds = ['get', 'grpc', 'connect'] as const;
type Kind = (typeof kinds)[number];

const authority = 'A.Example.com.:8443';
/** Batches that a VM lives. */
const batchesOfVm = 5_000;
/** Paths from here on are rare, and sixteen times as many are looked at closer. */
const longPath = 4_096;
const counters = ['rewritten', 'rejected', 'redirected', 'reported'] as const;

interface Subject {
  readonly vm: Vm;
  readonly root: Root;
  readonly configuration: PathConfiguration;
  readonly legal: LegalReplies;
  readonly stable: boolean;
  /** Detached, and so empty, once the memory has grown. */
  readonly memory: ArrayBufferLike;
}

/** Configurations of the normalizer, a thousand paths through each. */
export const paths: Target = {
  name: 'paths',
  what: 'one request path through normalizer.wasm',
  share: 75,
  open: openPaths,
};

async function openPaths(closer: number): Promise<Session> {
  const mixer = pathMixer(pathSeeds());
  const counts: Counts = {
    unchanged: 0,
    rewritten: 0,
    rejected: 0,
    redirected: 0,
    'too large': 0,
    reported: 0,
    modelled: 0,
  };
  let vm: Vm | undefined;
  let age = 0;
  return {
    counts,
    async batch(random, executions, found) {
      if (vm === undefined || ++age % batchesOfVm === 0) vm = await warmVm();
      const subject = configured(vm, randomPathConfiguration(random));
      const before = counters.map((name) => countOf(subject.vm, name));
      for (let ran = 0; ran < executions; ran++) {
        const path = mixer.next(random);
        // The target of a classic CONNECT is an authority, so one that ends with its headers and has a path is judged like any other.
        const other = random.once(2) || path.startsWith('/') ? 'grpc' : 'connect';
        const kind = random.once(32) ? other : 'get';
        const fault = judge(
          subject,
          kind,
          path,
          ran % closer === 0 || (path.length > longPath && ran % closer < 16),
          counts,
        );
        if (fault === undefined) continue;
        vm = undefined;
        found(await finding(subject.configuration.text, kind, path, fault));
        return ran + 1;
      }
      counts['reported']! += countOf(vm, 'reported') - before[3]!;
      subject.root.delete();
      return executions;
    },
    async replay(row) {
      checkKeys(row, ['config', 'request', 'in']);
      const kind = kinds.find((known) => known === row['request']);
      if (kind === undefined) throw new Error(`found request ${String(row['request'])}, expected ${kinds.join(', ')}`);
      return again(bytesOf(row, 'config'), kind, bytesOf(row, 'in'));
    },
  };
}

async function warmVm(): Promise<Vm> {
  return createVm({ module: await normalizerModule(), logLevel: 'error', logLimit: 100, now: () => 0n });
}

function configured(vm: Vm, configuration: PathConfiguration): Subject {
  const root = vm.createRoot({ configuration: Buffer.from(configuration.text, 'latin1') });
  if (!root.configured) throw new Error(vm.failed ?? `${vm.logs.at(-1)?.message} in ${configuration.text}`);
  const legal = { rejectStatus: configuration.rejectStatus, steps: new Set<string>(stepsOf(configuration)) };
  return { vm, root, configuration, legal, stable: isStable(configuration), memory: vm.memory.buffer };
}

const countOf = (vm: Vm, name: string): number => vm.metric(`portcullis_normalizer_${name}`) ?? 0;

const line = (kind: Kind, path: string): [string, string][] => [
  [':method', kind === 'connect' ? 'CONNECT' : 'GET'],
  [':path', path],
  [':authority', authority],
  ...(kind === 'grpc' ? [['content-type', 'application/grpc+proto'] as [string, string]] : []),
];
const lines = { get: line('get', ''), grpc: line('grpc', ''), connect: line('connect', '') };

/** One execution; the fault, or undefined. `closer`: with the checks that take longer. */
function judge(subject: Subject, kind: Kind, path: string, closer: boolean, counts: Counts): string | undefined {
  const { vm, root, configuration, legal, memory } = subject;
  const headers = lines[kind];
  headers[1]![1] = path;
  const stream = root.judge(headers);
  if (vm.failed !== undefined) return `a trap: ${vm.failed}`;
  if (memory.byteLength === 0) return `the memory grew to ${vm.memory.buffer.byteLength} bytes`;
  const reply = stream.localReply;
  let output: string | undefined;
  if (reply !== undefined) {
    const what = replyKind(path, reply, legal, kind === 'get');
    if (typeof what === 'object') return what.fault;
    if (what === 'refused as too large') counts['too large']!++;
    else {
      counts[what]!++;
      if (kind === 'connect') return 'the path of a CONNECT was judged';
    }
  } else {
    output = valueOf(stream.headers, ':path');
    if (output === undefined) return 'the path is gone';
    if (output === path) counts['unchanged']!++;
    else {
      counts['rewritten']!++;
      if (kind === 'connect') return 'the path of a CONNECT was rewritten';
      const fault = pathFault(path, output);
      if (fault !== undefined) return fault;
    }
    const host = valueOf(stream.headers, ':authority');
    if (host !== authority && !configuration.hostSteps) return 'the authority changed';
  }
  if (!closer || kind !== 'get') return undefined;
  if (configuration.mark && !stream.filterState.has('portcullis.normalizer')) return 'the mark is missing';
  if (configuration.original && output !== undefined && output !== path) {
    const saved = stream.filterState.get('portcullis.original_path');
    if (saved === undefined || Buffer.from(saved).toString('latin1') !== path) return 'the original path was not saved';
  }
  if (path.length <= longestPart && modelTakes(configuration, path.length)) {
    counts['modelled']!++;
    const fault = modelFault(configuration, path, output, reply);
    if (fault !== undefined) return fault;
  }
  if (!subject.stable || output === undefined || output === path || output.length > longestPart) return undefined;
  headers[1]![1] = output;
  const second = root.judge(headers);
  const twice = second.localReply?.details ?? valueOf(second.headers, ':path');
  return twice === output ? undefined : `a second run gives ${JSON.stringify(twice)}`;
}

function valueOf(headers: readonly (readonly [string, string])[], name: string): string | undefined {
  for (let at = 0; at < headers.length; at++) if (headers[at]![0] === name) return headers[at]![1];
  return undefined;
}

async function again(config: string, kind: Kind, path: string): Promise<string | undefined> {
  const counts: Counts = {};
  return judge(configured(await warmVm(), readPathConfiguration(config)), kind, path, true, counts);
}

async function finding(config: string, request: Kind, path: string, fault: string): Promise<Finding> {
  const still = async (shorter: string): Promise<boolean> => (await again(config, request, shorter)) !== undefined;
  const input = (await still(path)) ? await shrink(path, still) : path;
  const row: Row = { config, request, ...bytesField('in', input) };
  return { fault: (await again(config, request, input)) ?? fault, row };
}
