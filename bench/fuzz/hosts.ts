import { createVm, type Root, type Vm } from '../../tools/host/index.ts';
import { guardConfigs } from '../../test/unit/guard/guard-row.ts';
import { configurationBytes, guardModule, verdictOf } from '../../test/unit/guard/guard.ts';
import { modelVerdict, type ModelConfig } from '../../test/unit/guard/model.ts';
import { int64Bytes } from '../../tools/host/bytes.ts';
import { foldedHost, foldedSni } from './fold-names.ts';
import { pathMixer } from './path-mixer.ts';
import { bytesField, bytesOf, checkKeys } from './row-bytes.ts';
import type { Random } from './random.ts';
import type { Counts, Row, Session, Target } from './target.ts';

/** A connection and the authority of a request on it; one byte a character. */
interface Names {
  readonly sni: string;
  readonly host: string;
  readonly port: number;
}

interface Subject {
  readonly vm: Vm;
  readonly root: Root;
  /** What the definition needs to know; undefined for configurations that it does not cover. */
  readonly model: ModelConfig | undefined;
  readonly memory: ArrayBufferLike;
}

/** Configurations of test/cases/guard/configs.json, a thousand requests through each. */
export const hosts: Target = {
  name: 'hosts',
  what: 'the server name and the authority of one request through misdirected-guard.wasm',
  share: 6,
  open: openHosts,
};

const configNames = Object.keys(guardConfigs).filter((name) => JSON.stringify(guardConfigs[name]).length < 10_000);
const ports = [443, 8443, 9443, 80, 0, 65_535, 65_536, -1];
/** Names longer than this are nobody's, or are refused as too long. */
const longestName = 253;

async function openHosts(closer: number): Promise<Session> {
  const counts: Counts = { passed: 0, refused: 0, modelled: 0 };
  let vm: Vm | undefined;
  const names = pathMixer(seedNames(), tokens);
  return {
    counts,
    async batch(random, executions, found) {
      vm ??= await newVm();
      const config = random.of(configNames);
      const subject = configured(vm, config);
      for (let ran = 0; ran < executions; ran++) {
        const asked = nextNames(
          random,
          () => names.short(random),
          () => names.next(random),
        );
        const fault = judge(subject, asked, ran % closer === 0, counts);
        if (fault === undefined) continue;
        vm = undefined;
        found({ fault, row: rowOf(config, asked) });
        return ran + 1;
      }
      subject.root.delete();
      return executions;
    },
    async replay(row) {
      checkKeys(row, ['config', 'sni', 'host', 'port']);
      const { config, port } = row;
      if (typeof config !== 'string' || !(config in guardConfigs) || typeof port !== 'number') {
        throw new Error(`found no configuration of test/cases/guard/configs.json or no port in ${JSON.stringify(row)}`);
      }
      const asked = { sni: bytesOf(row, 'sni'), host: bytesOf(row, 'host'), port };
      return judge(configured(await newVm(), config), asked, true, { ...counts });
    },
  };
}

const rowOf = (config: string, { sni, host, port }: Names): Row => ({
  config,
  ...bytesField('sni', sni),
  ...bytesField('host', host),
  port,
});

async function newVm(): Promise<Vm> {
  return createVm({ module: await guardModule(), logLevel: 'error', logLimit: 100, now: () => 0n });
}

function configured(vm: Vm, name: string): Subject {
  const configuration = guardConfigs[name] as Partial<ModelConfig> & {
    readonly action?: string;
    readonly exceptHosts?: unknown;
  };
  const root = vm.createRoot({ configuration: configurationBytes(configuration) });
  if (!root.configured) throw new Error(vm.failed ?? vm.logs.at(-1)?.message ?? name);
  const { listeners, sameTls = 'SEPARATE', missingSni = 'LISTENER', unknownHost = 'PASS' } = configuration;
  const covered =
    listeners !== undefined && configuration.action !== 'REPORT' && configuration.exceptHosts === undefined;
  const model = covered ? { listeners, sameTls, missingSni, unknownHost } : undefined;
  return { vm, root, model, memory: vm.memory.buffer };
}

const separator = '\0';
const serverName = `connection${separator}requested_server_name`;
const destinationPort = `destination${separator}port`;
const properties = new Map<string, string | Uint8Array>([[`connection${separator}tls_version`, 'TLSv1.3']]);
const headers: [string, string][] = [
  [':method', 'GET'],
  [':authority', ''],
  [':path', '/'],
  [':scheme', 'https'],
];
const portBytes = new Map(ports.map((port) => [port, int64Bytes(port)]));

/** One execution; the fault, or undefined. */
function judge(subject: Subject, { sni, host, port }: Names, closer: boolean, counts: Counts): string | undefined {
  const { vm, root, model, memory } = subject;
  headers[1]![1] = host;
  properties.set(serverName, sni);
  properties.set(destinationPort, portBytes.get(port) ?? int64Bytes(port));
  const stream = root.judge(headers, properties);
  if (vm.failed !== undefined) return `a trap: ${vm.failed}`;
  if (memory.byteLength === 0) return `the memory grew to ${vm.memory.buffer.byteLength} bytes`;
  const reply = stream.localReply;
  if (reply === undefined) {
    counts['passed']!++;
    if (stream.headers.length !== headers.length) return 'the headers changed';
    for (let at = 0; at < headers.length; at++) {
      if (stream.headers[at]![1] !== headers[at]![1]) return `${headers[at]![0]} changed`;
    }
  } else {
    counts['refused']!++;
    if (reply.status !== 421 || !reply.details.startsWith('portcullis_misdirected{')) {
      return `found a reply ${reply.status} ${reply.details} ${reply.reason ?? ''}`;
    }
  }
  if (!closer || model === undefined || sni.length > longestName || host.length > longestName) return undefined;
  counts['modelled']!++;
  const known = port > 0 && port < 65_536 ? port : null;
  const wanted = modelVerdict(model, { sni: foldedSni(sni), host: foldedHost(host), port: known });
  const found = verdictOf(stream);
  return found === wanted ? undefined : `found ${found}, defined is ${wanted}`;
}

/** Mostly names that meet: both from the same seeds, and often the same. */
function nextNames(random: Random, short: () => string, any: () => string): Names {
  const sni = random.once(16) ? '' : random.once(64) ? any() : short();
  const host = random.once(4) ? sni + random.of(['', '.', ':443', '.:1', ':']) : random.once(64) ? any() : short();
  return { sni, host, port: random.once(3) ? random.of(ports) : 443 };
}

const tokens =
  '. .. : :443 :8443 [ ] [::1] * *. a b A-Z xn-- example com .example.com www. admin guest x.b.a @ / % \xc3\xa9 \xff \0'
    .split(' ')
    .map((token) => Buffer.from(token, 'latin1'));

/** The hosts of all configurations, with a label in front where they are wildcards. */
function seedNames(): Uint8Array[] {
  const listed = JSON.stringify(configNames.map((name) => guardConfigs[name])).matchAll(/"([^"]*\.[^"]*)"/g);
  const plain = [...listed].map(([, host]) => host!.replace(/^\*/, 'w'));
  return [...new Set([...plain, 'unknown.example', '[::1]', '127.0.0.1', 'localhost'])].map((host) =>
    Buffer.from(host, 'latin1'),
  );
}
