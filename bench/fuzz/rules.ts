import { createVm, type Root, type Vm } from '../../tools/host/index.ts';
import { normalizerModule } from '../../test/unit/cases/normalizer.ts';
import { judgeWithRules } from '../../test/unit/normalizer/model/rules.ts';
import { verdictFault } from './path-model.ts';
import { pathMixer } from './path-mixer.ts';
import { pathSeeds } from './path-seeds.ts';
import { bytesField, bytesOf, checkKeys } from './row-bytes.ts';
import {
  authorities,
  prefixes,
  randomRuleConfiguration,
  readRuleConfiguration,
  type RuleConfiguration,
} from './rule-configuration.ts';
import type { Counts, Row, Session, Target } from './target.ts';

interface Subject extends RuleConfiguration {
  readonly vm: Vm;
  readonly root: Root;
  readonly memory: ArrayBufferLike;
}

/** Configurations with rules, a hundred requests through each. */
export const rules: Target = {
  name: 'rules',
  what: 'the path and the authority of one request through normalizer.wasm with rules',
  share: 8,
  open: openRules,
};

/** Definitions take time with the square of a path, and are asked about the path twice. */
const longest = 2_048;
/** What rules do depends on the configuration more than on the path. */
const requestsOfConfiguration = 100;

async function openRules(closer: number): Promise<Session> {
  const mixer = pathMixer(pathSeeds());
  const counts: Counts = { passed: 0, refused: 0, redirected: 0, modelled: 0 };
  let vm: Vm | undefined;
  return {
    counts,
    async batch(random, executions, found) {
      vm ??= await newVm();
      let subject: Subject | undefined;
      for (let ran = 0; ran < executions; ran++) {
        if (ran % requestsOfConfiguration === 0) {
          subject?.root.delete();
          subject = configured(vm, randomRuleConfiguration(random));
        }
        const rest = random.once(64) ? mixer.next(random) : mixer.short(random);
        const path = random.once(3) ? rest : random.of(prefixes) + rest.slice(random.below(2));
        const authority = random.of(authorities);
        const fault = judge(subject!, authority, path, ran % closer === 0, counts);
        if (fault === undefined) continue;
        vm = undefined;
        found({ fault, row: { config: subject!.text, authority, ...bytesField('in', path) } });
        return ran + 1;
      }
      subject?.root.delete();
      return executions;
    },
    async replay(row: Row) {
      checkKeys(row, ['config', 'authority', 'in']);
      const configuration = readRuleConfiguration(bytesOf(row, 'config'));
      return judge(configured(await newVm(), configuration), bytesOf(row, 'authority'), bytesOf(row, 'in'), true, {
        ...counts,
      });
    },
  };
}

async function newVm(): Promise<Vm> {
  return createVm({ module: await normalizerModule(), logLevel: 'error', logLimit: 100, now: () => 0n });
}

function configured(vm: Vm, configuration: RuleConfiguration): Subject {
  const root = vm.createRoot({ configuration: Buffer.from(configuration.text, 'latin1') });
  if (!root.configured) throw new Error(vm.failed ?? `${vm.logs.at(-1)?.message} in ${configuration.text}`);
  return { ...configuration, vm, root, memory: vm.memory.buffer };
}

const headers: [string, string][] = [
  [':method', 'GET'],
  [':path', ''],
  [':authority', ''],
];

/** One execution; the fault, or undefined. */
function judge(
  { vm, root, memory, top, rules: list }: Subject,
  authority: string,
  path: string,
  closer: boolean,
  counts: Counts,
): string | undefined {
  headers[1]![1] = path;
  headers[2]![1] = authority;
  const stream = root.judge(headers);
  if (vm.failed !== undefined) return `a trap: ${vm.failed}`;
  if (memory.byteLength === 0) return `the memory grew to ${vm.memory.buffer.byteLength} bytes`;
  const reply = stream.localReply;
  counts[reply === undefined ? 'passed' : reply.status === 307 ? 'redirected' : 'refused']!++;
  if (!closer || path.length > longest) return undefined;
  counts['modelled']!++;
  const output = stream.headers.find(([name]) => name === ':path')?.[1];
  return verdictFault(judgeWithRules(top, list, authority, path), output, reply);
}
