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

/** STRICT spelt out: without some of its steps, where `without` says so, and with further ones behind it. */
export async function strictJudge(
  further: readonly (string | object)[] = [],
  without: readonly StrictStepId[] = [],
): Promise<Judge> {
  const stages: readonly StrictStage[] = strictSteps.filter(({ step }) => !without.includes(step));
  const configured = stages.filter(({ step }) => step !== 'undecoded');
  const judge = await filterJudge({ path: { steps: [...configured, ...further] } });
  if (without.includes('undecoded')) return judge;
  const passes = stages.find(({ step }) => step === 'decode-percent')?.passes ?? 0;
  return (path) => (isUndecoded(models['decode-percent'](pathPart(path), passes) ?? '') ? null : judge(path));
}

/** The internal check `undecoded`: a `%` that is left, a `#` or a control byte. */
// oxlint-disable-next-line no-control-regex
const isUndecoded = (part: string): boolean => /[\x00-\x1f\x7f#%]/.test(part);

/** What the filter normalizes: what is behind scheme and authority, if there are any, and before the query. */
function pathPart(target: string): string {
  const absolute = /^[a-z][a-z\d+.-]*:\/\/[^/\\?#]*(.*)$/is.exec(target)?.[1];
  if (absolute !== undefined && !/^[/\\]/.test(absolute)) return '';
  return splitQuery(absolute ?? target)[0];
}
