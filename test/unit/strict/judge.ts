import { createVm } from '../../../tools/host/index.ts';
import { jsonBytes, splitQuery } from '../cases/case-row.ts';
import { normalizerModule, pathOf } from '../cases/normalizer.ts';
import { models } from '../normalizer/model/steps.ts';
import { strictSteps, type StrictStage, type StrictStepId } from './strict-steps.ts';

/** The `:path` that goes on, one byte a character; null when the filter refuses. */
export type Judge = (path: string) => string | null;

/** The compiled filter with one configuration, for loops of millions. */
export async function filterJudge(configuration: unknown): Promise<Judge> {
  const vm = await createVm({ module: await normalizerModule(), logLevel: 'critical', now: () => 0n });
  const root = vm.createRoot({ configuration: Buffer.from(jsonBytes(configuration), 'latin1') });
  if (!root.configured) throw new Error(`not configured: ${JSON.stringify(configuration)}`);
  return (path) =>
    pathOf(
      root.judge([
        [':method', 'GET'],
        [':path', path],
        [':authority', 'a.example.com'],
      ]),
    );
}

/** The preset STRICT, with further steps behind it. */
export const strictJudge = (further: readonly (string | object)[] = []): Promise<Judge> =>
  filterJudge({ path: { preset: 'STRICT', steps: further } });

/** STRICT spelt out, without some of its steps; in place of `undecoded`, which no configuration can name, stands its model. */
export async function spelledOutJudge(without: readonly StrictStepId[] = []): Promise<Judge> {
  const stages: readonly StrictStage[] = strictSteps.filter(({ step }) => !without.includes(step));
  const judge = await filterJudge({ path: { steps: stages.filter(({ step }) => step !== 'undecoded') } });
  if (without.includes('undecoded')) return judge;
  const passes = stages.find(({ step }) => step === 'decode-percent')?.passes ?? 0;
  return (path) => {
    const decoded = models['decode-percent'](pathPart(path), passes) ?? '';
    return models.undecoded(decoded, 1) === null ? null : judge(path);
  };
}

/** What the filter normalizes: what is behind scheme and authority, if there are any, and before the query. */
function pathPart(target: string): string {
  const absolute = /^[a-z][a-z\d+.-]*:\/\/[^/\\?#]*(.*)$/is.exec(target)?.[1];
  if (absolute !== undefined && !/^[/\\]/.test(absolute)) return '';
  return splitQuery(absolute ?? target)[0];
}
