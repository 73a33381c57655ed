import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureLine, runCommand } from '../../tools/envoy/run-command.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import type { Io, Progress } from '../../tools/model/io.ts';

/** What `generate wasm-plugin --guard` takes to read a file of Gateways and to write the guards for them. */
export interface GeneratorCost {
  readonly gateways: number;
  /** Bytes of YAML that it reads. */
  readonly size: number;
  /** Seconds of each run, a process of its own, from the least to the most. */
  readonly seconds: readonly number[];
}

export const hostsOfGateway = 20;
const hostNumbers = Array.from({ length: hostsOfGateway }, (_, index) => index);
/** Gateways that select the same pods get one guard. */
const workloads = 10;
const counts = [500, 5000] as const;
const runs = { many: 5, quick: 2 };
const timeoutMs = 120_000;

const url = `oci://registry.example/portcullis/misdirected-guard@sha256:${'0'.repeat(64)}`;

/** Runs the command line in `root` as a user does. */
export async function measureGenerator(
  root: string,
  quick: boolean,
  io: Io,
  progress: Progress,
): Promise<readonly GeneratorCost[]> {
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  const [input, output] = [join(directory, 'gateways.yaml'), join(directory, 'guards.yaml')];
  const words = ['generate', 'wasm-plugin', '--guard', '-f', input, '--url', url, '-o', `yaml=${output}`];
  try {
    const costs: GeneratorCost[] = [];
    for (const gateways of counts) {
      const text = gatewaysYaml(gateways);
      writeFileSync(input, text);
      const seconds: number[] = [];
      while (seconds.length < (quick ? runs.quick : runs.many)) {
        progress.say(`generator: ${gateways} Gateways, run ${seconds.length + 1}`);
        const start = performance.now();
        const args = [join(root, 'bin/portcullis.mjs'), ...words];
        const result = await runCommand(process.execPath, args, { env: io.env, timeoutMs, signal: io.signal });
        seconds.push((performance.now() - start) / 1000);
        if (result.code !== 0) throw surroundingsFailure({ what: `generate failed: ${failureLine(result)}` });
        expectAllHosts(readFileSync(output, 'utf8'), gateways * hostsOfGateway);
      }
      costs.push({ gateways, size: text.length, seconds: seconds.toSorted((one, other) => one - other) });
    }
    return costs;
  } finally {
    progress.done();
    rmSync(directory, { recursive: true, force: true });
  }
}

function expectAllHosts(written: string, hosts: number): void {
  const found = written.match(/^ +- h\d+\.g\d+\.example\.com$/gm)?.length ?? 0;
  if (found !== hosts) throw surroundingsFailure({ what: `generate wrote ${found} hosts, expected ${hosts}` });
}

/** Istio Gateways of one HTTPS server each, as users write them. */
export function gatewaysYaml(count: number): string {
  const documents = Array.from({ length: count }, (_, gateway) => {
    const hosts = hostNumbers.map((host) => `        - h${host}.g${gateway}.example.com\n`);
    return `apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: g${gateway}
  namespace: istio-system
spec:
  selector:
    istio: gateway-${gateway % workloads}
  servers:
    - port:
        number: 443
        name: https
        protocol: HTTPS
      tls:
        mode: SIMPLE
        credentialName: c${gateway}
      hosts:
${hosts.join('')}`;
  });
  return documents.join('---\n');
}
