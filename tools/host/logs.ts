import { abiStatus, type LogLevel, logLevels } from './abi-status.ts';
import { textFromBytes } from './bytes.ts';
import type { LogLine } from './types.ts';

/** Keeps the newest lines, at least `limit` of them, so that a long run does not eat the memory. */
export class Logs {
  readonly lines: LogLine[] = [];
  readonly #limit: number;
  readonly #onLog: ((line: LogLine) => void) | undefined;
  /** The least level that is kept, a number of the ABI. */
  readonly level: number;

  constructor(level: LogLevel, limit: number, onLog: ((line: LogLine) => void) | undefined) {
    this.level = logLevels.indexOf(level);
    this.#limit = limit;
    this.#onLog = onLog;
  }

  write(level: number, message: Uint8Array, contextId: number): number {
    const name = logLevels[level];
    if (name === undefined) return abiStatus.badArgument;
    if (level < this.level) return abiStatus.ok;
    const line: LogLine = { level: name, message: textFromBytes(message), contextId };
    if (this.lines.length >= this.#limit * 2) this.lines.splice(0, this.#limit);
    this.lines.push(line);
    this.#onLog?.(line);
    return abiStatus.ok;
  }
}
