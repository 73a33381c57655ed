import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { h1 } from '../../../tools/wire/h1.ts';
import { h2 } from '../../../tools/wire/h2.ts';
import { root } from '../../unit/generate/shared-cases.ts';
import { formsGateway, type Form, type FormsGateway } from './forms.ts';

// The matrix of docs/421.md is what a real Envoy answers, laid out as Istio lays it out, over HTTP/1.1 and HTTP/2.

interface Row {
  readonly number: string;
  readonly sni: string | null;
  readonly certificate: boolean;
  readonly host: string;
  readonly answers: Readonly<Record<Form, string>>;
}

const columns: Readonly<Record<string, readonly Form[]>> = {
  nothing: ['nothing'],
  'virtual-service': ['virtual-service'],
  'authorization-policy': ['authorization-policy'],
  guard: ['wasm-plugin', 'traffic-extension', 'envoy-filter', 'envoy-filter --screen'],
};

/** The rows of the page's table; what is bold there is a request that gets through and should not. */
function readMatrix(): Row[] {
  const page = readFileSync(`${root}docs/421.md`, 'utf8');
  const lines = page.split('\n').filter((line) => /^\| *\d+ \|/.test(line));
  const plain = (cell: string | undefined): string => (cell ?? '').replace(/[`*]/g, '').trim();
  return lines.map((line) => {
    const [, number, , sni, certificate, host, ...answers] = line.split('|');
    const told = Object.values(columns).flatMap((forms, index) =>
      forms.map((form) => [form, (answers[index] ?? '').replaceAll('*', '').trim()]),
    );
    return {
      number: plain(number),
      sni: plain(sni) === 'none' ? null : (sni ?? '').replaceAll('`', '').trim(),
      certificate: plain(certificate) === 'yes',
      host: (host ?? '').replaceAll('`', '').trim(),
      answers: Object.fromEntries(told) as Record<Form, string>,
    };
  });
}

const matrix = readMatrix();
const rows = matrix.flatMap((row) =>
  (['h1', 'h2'] as const).flatMap((protocol) =>
    (Object.entries(row.answers) as [Form, string][]).map(([form, answer]) => ({ ...row, protocol, form, answer })),
  ),
);

let folder: string;
let gateway: FormsGateway;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-matrix-'));
  gateway = await formsGateway(folder);
});
afterAll(async () => {
  await gateway?.envoy.stop();
  rmSync(folder, { recursive: true });
});

describe('docs/421.md', () => {
  test('has a matrix with leaks and without, for every form', () => {
    expect(matrix.length).toBeGreaterThan(15);
    for (const form of ['virtual-service', 'authorization-policy', 'wasm-plugin'] as const) {
      const refused = matrix.filter(
        ({ answers }) => answers[form] === (form === 'authorization-policy' ? '403' : '421'),
      );
      expect(refused.length, form).toBeGreaterThan(3);
    }
  });

  test.each(rows)('row $number over $protocol with $form: $answer', async (row) => {
    const { sni, certificate, host, protocol, form, answer } = row;
    const tls = { sni, ...(certificate && gateway.client) };
    const target = { port: gateway.port(form), tls };
    const response = protocol === 'h1' ? await h1(target, { path: '/', host }) : await h2(target, { host });
    expect(response.status === null ? 'closed' : String(response.status)).toBe(answer);
  });
});
