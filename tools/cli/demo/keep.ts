import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningEnvoy } from '../../envoy/run.ts';
import type { Io } from '../../model/io.ts';
import type { DemoCertificates } from './certificates.ts';
import { adminHost, guestHost } from './requests.ts';

/** Leaves the gateway up until Ctrl-C, and prints curl lines that reach it. */
export async function keepGateway(envoy: RunningEnvoy, certificates: DemoCertificates, io: Io): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'portcullis-demo-'));
  try {
    const files = {
      'ca.pem': certificates.clientCa,
      'client.pem': certificates.client.cert,
      'client.key': certificates.client.key,
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o600 });
    io.out(curlLines(envoy, folder));
    io.err('The gateway is up. Ctrl-C stops it.\n');
    await Promise.race([aborted(io.signal), envoy.ended]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function curlLines(envoy: RunningEnvoy, folder: string): string {
  const ports = [envoy.port('without'), envoy.port('with')] as const;
  const ca = `--cacert ${join(folder, 'ca.pem')}`;
  const client = `--cert ${join(folder, 'client.pem')} --key ${join(folder, 'client.key')}`;
  const to = (host: string, port: number): string => `--resolve ${host}:${port}:127.0.0.1 https://${host}:${port}`;
  const lines = ports.flatMap((port, index) => [
    `\n# ${index === 0 ? 'without' : 'with'} the filters`,
    `curl -s ${ca} --path-as-is ${to(guestHost, port)}/admin`,
    `curl -s ${ca} --path-as-is ${to(guestHost, port)}//admin`,
    `curl -s ${ca} --path-as-is ${to(guestHost, port)}/%2561dmin`,
    `curl -s ${ca} -H 'Host: ${adminHost}' ${to(guestHost, port)}/dashboard`,
    `curl -s ${ca} ${client} ${to(adminHost, port)}/dashboard`,
  ]);
  return `${lines.join('\n')}\n`;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
