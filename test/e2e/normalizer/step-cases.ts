import { steps, type Step } from '../../../tools/catalog/steps.ts';
import { readTable } from '../../unit/cases/read-table.ts';
import { carrierOf } from './sendable.ts';

/** One step with one action that fits it, and a path of the step's own table that is something for it. */
export interface StepCase {
  readonly id: string;
  readonly action: 'rewrite' | 'reject' | 'redirect' | 'report';
  /** A path that the step would change or finds; the row's option is the step's. */
  readonly path: string;
  /** What it becomes; null for a check. */
  readonly output: string | null;
  readonly configuration: object;
}

const catalog: readonly Step[] = steps;

// The connection manager cuts off or refuses a fragment before any filter.
const unreachable = ['strip-fragment'];

/** Every public step that a request can reach, with every action that fits it. */
export const stepCases: readonly StepCase[] = catalog
  .filter(({ id, internal }) => internal !== true && !unreachable.includes(id))
  .flatMap(({ id, kind }): StepCase[] => {
    const row = readTable('steps', id).find(
      ({ input, output }) => input !== output && carrierOf(input) !== 'none' && !input.includes('#'),
    );
    if (row === undefined) throw new Error(`no row of ${id} can be sent and is changed`);
    const { input: path, output, option } = row;
    const actions =
      kind === 'check' ? (['reject', 'report'] as const) : (['rewrite', 'reject', 'redirect', 'report'] as const);
    return actions.map((action) => {
      const step = { step: id, action, ...(option === undefined ? {} : { [option.key]: option.value }) };
      return { id, action, path, output, configuration: { path: { steps: [step] }, rejectStatus: 418 } };
    });
  });

/** Name of the case's listener. */
export const listenerOf = ({ id, action }: StepCase): string => `${id}/${action}`;
