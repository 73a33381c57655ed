import type { Found, TargetResult } from './run-target.ts';

export const tableHead =
  '| target | executions | seconds | executions/s | findings | outcomes |\n|---|---:|---:|---:|---:|---|\n';

/** A line of the table (Markdown). */
export function tableRow({ name, executions, seconds, counts, findings }: TargetResult): string {
  const outcomes = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
  const speed = Math.round(executions / Math.max(seconds, 0.001));
  return `| ${[name, executions, seconds.toFixed(1), speed, findings.length, outcomes.join(', ')].join(' | ')} |\n`;
}

/** The findings of a target: for each what is wrong, and the row to store. */
export function findingLines({ name, findings }: TargetResult, seed: number): string {
  return findings.map((found) => `\n${headline(name, found, seed)}\n${rowOf(found)}\n`).join('');
}

function headline(name: string, { fault, batch, after, times }: Found, seed: number): string {
  const where = `seed ${seed}, batch ${batch}, after ${after} executions, ${times === 1 ? 'once' : `${times} times`}`;
  return `${name}: ${fault} (${where}); store in test/cases/fuzz/${name}.jsonl:`;
}

/** A line of test/cases/fuzz: the note is for a person to replace. */
function rowOf({ fault, row }: Found): string {
  return JSON.stringify({ ...row, note: fault.replace(/[^ -~]/g, '.').slice(0, 200) });
}
