import { openH1 } from '../../../tools/wire/h1.ts';
import type { WireResponse } from '../../../tools/wire/response.ts';
import type { WireTarget } from '../../../tools/wire/target.ts';
import type { LifeSubject } from './life-listener.ts';

export interface Answer {
  readonly question: number;
  readonly response: WireResponse;
}

export interface Load {
  /** Ends the load and gives every answer. Rejects when a request failed for another reason than a connection that had drained. */
  stop(): Promise<Answer[]>;
}

/** Milliseconds between two requests of a connection: the machine has other things to do. */
const pause = 4;

/**
 * Sends requests over a few connections, one after the other on each, and opens a new one when Envoy closes it: every second
 * one also after five requests, so that old and new listeners answer at the same time.
 */
export function runLoad(options: {
  readonly target: WireTarget;
  readonly subject: LifeSubject;
  readonly connections: number;
}): Load {
  const { target, subject, connections } = options;
  const answers: Answer[] = [];
  const end = new AbortController();
  const worker = async (first: number, atMost: number): Promise<void> => {
    let question = first;
    while (!end.signal.aborted) {
      const connection = await openH1(target);
      try {
        for (let sent = 0; sent < atMost && !end.signal.aborted; sent++) {
          const response = await connection.send(subject.request(question));
          // Envoy closed the connection between two requests: the next one brings another.
          if (response.status === null && response.error === 'closed') break;
          answers.push({ question, response });
          question++;
          await new Promise((resolve) => setTimeout(resolve, pause));
        }
      } finally {
        connection.close();
      }
    }
  };
  const workers = Array.from({ length: connections }, (_, index) => worker(index * 5, index % 2 === 0 ? Infinity : 5));
  const done = Promise.all(workers);
  // It is awaited in stop(); until then a failure must not end the process.
  done.catch(() => undefined);
  return {
    async stop() {
      end.abort();
      await done;
      return answers;
    },
  };
}
