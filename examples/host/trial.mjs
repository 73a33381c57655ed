// Sends one request through a proxy-wasm module and tells what it did.
//   node examples/host/trial.mjs MODULE.wasm [CONFIGURATION] [PATH]
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createVm } from 'portcullis/host';

/**
 * @param {{ module: Uint8Array, configuration?: string, path?: string }} options
 * @returns {Promise<string[]>} lines to print
 */
export async function trial({ module, configuration = '', path = '/' }) {
  const vm = await createVm({ module });
  const root = vm.createRoot({ configuration });

  const exchange = vm.exchange([root], {
    headers: [
      [':method', 'GET'],
      [':path', path],
      [':authority', 'www.example.com'],
      [':scheme', 'https'],
    ],
    properties: {
      'connection.requested_server_name': 'www.example.com',
      'connection.tls_version': 'TLSv1.3',
      'destination.port': 443,
    },
    upstream: { status: 200, body: 'hello' },
  });

  const lines = [`ABI ${vm.abi}, ${root.configured ? 'configured' : root.refusal}`];
  if (exchange.forwarded) {
    lines.push('the back end got:');
    for (const [name, value] of exchange.forwarded.headers) lines.push(`  ${name}: ${value}`);
  }
  if (exchange.localReply) {
    const { status, details, reason } = exchange.localReply;
    lines.push(`answered ${status} ${details}${reason ? ` (${reason})` : ''}`);
  }
  if (exchange.outcome === 'paused') lines.push('the module holds the request');
  for (const { level, message } of vm.logs) lines.push(`log ${level}: ${message}`);
  for (const [name, metric] of vm.metrics) lines.push(`metric ${name}: ${metric.value}`);
  return lines;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, configuration, path] = process.argv.slice(2);
  if (file === undefined) {
    console.error('usage: node trial.mjs MODULE.wasm [CONFIGURATION] [PATH]');
    process.exitCode = 2;
  } else {
    const lines = await trial({
      module: await readFile(file),
      ...(configuration && { configuration }),
      ...(path && { path }),
    });
    for (const line of lines) console.log(line);
  }
}
