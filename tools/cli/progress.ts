import type { Io, Progress } from '../model/io.ts';

/** A line on stderr that replaces itself; on anything but a terminal it says nothing. */
export function terminalProgress(io: Io): Progress {
  if (!io.errIsTerminal) return { say: () => undefined, done: () => undefined };
  const clear = '\r\u001B[2K';
  return {
    say: (text) => io.err(`${clear}${text}`),
    done: () => io.err(clear),
  };
}
