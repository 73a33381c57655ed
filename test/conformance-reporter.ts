import type { Reporter, TestModule } from 'vitest/node';
import './unit/guard/conformance-meta.ts';

/** A cell: how many rows passed, of how many that were run. */
interface Tally {
  passed: number;
  run: number;
}

/** Prints, behind the tests, how many rows of each table passed in each host: protocol and layout, or the Node host. */
export default class ConformanceReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tables = new Map<string, Map<string, Tally>>();
    for (const test of modules.flatMap((module) => [...module.children.allTests()])) {
      const { conformance } = test.meta();
      if (conformance === undefined) continue;
      const passed = test.result().state === 'passed' ? 1 : 0;
      for (const table of [conformance.table, 'all']) {
        const row = tables.get(table) ?? new Map<string, Tally>();
        const cell = row.get(conformance.column) ?? { passed: 0, run: 0 };
        cell.passed += passed;
        cell.run++;
        tables.set(table, row.set(conformance.column, cell));
      }
    }
    if (tables.size > 0) process.stdout.write(`\n${text(tables)}\n`);
  }
}

function text(tables: ReadonlyMap<string, ReadonlyMap<string, Tally>>): string {
  const columns = [...new Set([...tables.values()].flatMap((row) => [...row.keys()]))].toSorted();
  const names = [...tables.keys()].filter((name) => name !== 'all').toSorted();
  const cell = (tally: Tally | undefined): string => (tally === undefined ? '' : `${tally.passed}/${tally.run}`);
  const rows = [...names, 'all'].map((name) => [name, ...columns.map((column) => cell(tables.get(name)?.get(column)))]);
  const head = ['rows passed of those run', ...columns];
  const lines = [head, head.map((_, index) => (index === 0 ? '---' : '---:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
