import { surroundingsFailure, userFailure } from '../model/failure.ts';
import type { Failure } from '../model/failure.ts';

interface LogLine {
  readonly level: string;
  readonly component: string;
  readonly message: string;
}

/** Takes Envoy's default log format apart; a line in no format, such as the last words of a refusal, has an empty level. */
export function parseLogLine(line: string): LogLine {
  const match = /^\[[^\]]*\]\[\d+\]\[(\w+)\]\[([\w.-]+)\] (?:\[[^\]]*\] )?(.*)$/.exec(line);
  if (match === null) return { level: '', component: '', message: line };
  const [, level = '', component = '', message = ''] = match;
  return { level, component, message };
}

/** The errors in the log, each once, without what `main` repeats of them. */
export function complaints(lines: readonly string[]): string[] {
  const parsed = lines.map(parseLogLine).filter(({ message }) => message.trim() !== '');
  const serious = parsed.filter(({ level, component }) => /^(error|critical)$/.test(level) && component !== 'main');
  return [...new Set(serious.map(({ component, message }) => `${component}: ${message}`))];
}

// Reasons that lie in the machine or in the build of Envoy, not in the configuration.
const surroundings: readonly { readonly sign: RegExp; readonly what: string; readonly hint: string }[] = [
  {
    sign: /compiled without support for it/,
    what: 'this build of Envoy has no V8, so it cannot run Wasm',
    hint: 'use a stock Envoy: name it with --envoy or ENVOY_BIN, or leave both unset to have one provisioned',
  },
  {
    sign: /error while loading shared libraries|version `GLIBC|cannot execute binary file|exec format error/i,
    what: 'this Envoy does not run on this machine',
    hint: 'name another one with --envoy or ENVOY_BIN',
  },
  {
    sign: /Address already in use|cannot bind .*Permission denied/i,
    what: 'Envoy cannot have a port that its configuration asks for',
    hint: 'free the port, or ask for port 0 to get a free one',
  },
];

/** The Failure for an Envoy that ended instead of getting ready; the configuration is to blame unless a sign says otherwise. */
export function startFailure(lines: readonly string[], exitCode: number | null): Failure {
  const log = lines.join('\n');
  for (const { sign, what, hint } of surroundings) {
    if (sign.test(log))
      return surroundingsFailure({
        what: withLines(
          what,
          lines.filter((line) => sign.test(line)),
        ),
        hint,
      });
  }
  // Envoy ends a refusal with the reason alone on the last line; the lines before tell where the reason came from.
  const last = lines.findLast((line) => line.trim() !== '') ?? '';
  const { level, message } = parseLogLine(last);
  if (!/initializing config/.test(log)) {
    const tail = lines.slice(-5);
    return surroundingsFailure({
      what: withLines(`Envoy ended with exit code ${exitCode ?? 'unknown'} at start`, tail),
    });
  }
  const reason = level === '' ? message : 'see below';
  return userFailure({ what: withLines(`Envoy refused its configuration: ${reason}`, complaints(lines)) });
}

/** Whether a log line tells of listeners that were refused by a running Envoy. */
export function isRejection(line: string): boolean {
  return /rejected|error adding listener/i.test(parseLogLine(line).message);
}

/** The Failure for listeners that a running Envoy did not take. */
export function refusedListeners(lines: readonly string[]): Failure {
  const rejection = lines.findLast(isRejection);
  const reason = rejection === undefined ? 'no reason in the log' : parseLogLine(rejection).message;
  return userFailure({ what: withLines(`Envoy refused the listeners: ${reason}`, complaints(lines)) });
}

function withLines(what: string, lines: readonly string[]): string {
  return [what, ...lines.map((line) => `  ${line}`)].join('\n');
}
