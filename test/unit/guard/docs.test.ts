import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { filterTexts } from '../../../tools/catalog/filter-texts.ts';
import { filterWords } from '../../../tools/catalog/filter-words.ts';
import { guardPrefix } from './config-row.ts';
import { conformanceRows } from './conformance-row.ts';
import { guard, guardVm, verdictOf } from './guard.ts';

const page = readFileSync(fileURLToPath(new URL('../../../docs/misdirected-guard.md', import.meta.url)), 'utf8');
const blocks = [...page.matchAll(/^ *```json\n(.*?)^ *```$/gms)].map((match) => match[1] ?? '');

/** Rows of the page's tables whose header begins so, each as its cells without backquotes. */
function table(header: string): string[][] {
  const lines = page.slice(page.indexOf(`\n${header}`) + 1).split('\n');
  const rows = lines.slice(
    2,
    lines.findIndex((line) => !line.startsWith('|')),
  );
  return rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

describe('docs/misdirected-guard.md', () => {
  test.each(blocks.map((block) => [block]))('its configuration is taken: %s', async (block) => {
    JSON.parse(block);
    const { vm } = await guard(block);
    expect(vm.logs).toEqual([]);
  });

  test('the first configuration gives the answers of the first table', async () => {
    const { ask } = await guard(blocks[0]);
    const rows = table('| SNI | authority |');
    expect(rows).toHaveLength(7);
    for (const [sni = '', host = '', answer = ''] of rows) {
      const verdict = verdictOf(ask({ sni: sni === 'none' ? null : sni, host }));
      expect(verdict, `${sni} ${host}`).toBe(answer.startsWith('421') ? 'reject other-listener' : 'pass');
    }
  });

  test('the table of the conformance test is that of the test', () => {
    const rows = conformanceRows().slice(0, 15);
    expect(table('| | SNI | authority |')).toEqual(
      rows.map(({ input, expected }, index) => [String(index + 1), input.sni, input.host, String(expected.status)]),
    );
  });

  test('names every key and every word, and no other', () => {
    const keys = table('| key | values | default |');
    expect(keys.map(([key]) => key)).toEqual(filterWords.guard.GuardKey);
    const words = (key: string): string[] => keys.find(([name]) => name === key)![1]!.split(', ');
    expect(words('rule')).toEqual(filterWords.guard.Rule);
    expect(words('sameTls')).toEqual(filterWords.guard.SameTls);
    expect(words('missingSni')).toEqual(filterWords.guard.MissingSni);
    expect(words('unknownHost')).toEqual(filterWords.guard.UnknownHost);
    expect(words('action')).toEqual(filterWords.guard.GuardAction);
    const listener = page.slice(page.indexOf('A listener:'), page.indexOf('`missingSni` under rule'));
    const named = [...listener.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1] ?? '');
    expect(named.toSorted()).toEqual([...filterWords.guard.ListenerKey].toSorted());
  });

  test('names every counter, reason and filter state', () => {
    const { guardCounters, guardMark, misdirected, ...others } = filterTexts.guard;
    const reasons = Object.entries(others).flatMap(([key, text]) => (key.startsWith('reason') ? [text] : []));
    const counters = filterWords.guard.GuardCounter.map((word) => guardCounters + word);
    expect(reasons).toHaveLength(5);
    for (const name of [guardMark, misdirected, ...reasons, ...counters]) expect(page).toContain(`${name}\``);
  });

  test('the error that it shows is the one that the filter gives', async () => {
    const line = page.split('\n').find((text) => text.startsWith(`${guardPrefix}$.listeners[1]`));
    const vm = await guardVm();
    const listeners = [
      { name: 'one', hosts: ['a.example.com'] },
      { name: 'two', hosts: ['a.example.com'] },
    ];
    vm.createRoot({ configuration: JSON.stringify({ listeners }) });
    expect(vm.logs.map(({ message }) => message)).toEqual([line]);
  });
});
