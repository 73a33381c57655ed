import { connect, type Socket } from 'node:net';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import { readAnswers, type Answer } from './read-answers.ts';

const connections = 16;

/**
 * Sends a GET for each path to a port of 127.0.0.1 over a few kept connections, and gives the answers in the paths' order. Not
 * pipelined: Envoy ends a connection with many waiting requests after two answers. What a closed connection left unanswered is
 * sent again over a new one; a path that closes it without any answer has status null.
 *
 * @throws surroundingsFailure when nobody listens, or a connection is silent for 30 s.
 */
export async function exchange(port: number, paths: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  const lane = async (first: number): Promise<void> => {
    const own = paths.filter((_, index) => index % connections === first);
    const ofLane = await inOrder(port, own);
    ofLane.forEach((answer, index) => (answers[first + index * connections] = answer));
  };
  await Promise.all(Array.from({ length: connections }, (_, first) => lane(first)));
  return answers;
}

async function inOrder(port: number, paths: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  while (answers.length < paths.length) {
    const more = await overOneConnection(port, paths.slice(answers.length));
    answers.push(...(more.length === 0 ? [{ status: null, path: null }] : more));
  }
  return answers;
}

function overOneConnection(port: number, paths: readonly string[]): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const answers: Answer[] = [];
    const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let pending = '';
    const next = (): void => {
      socket.write(`GET ${paths[answers.length]} HTTP/1.1\r\nhost: a.example.com\r\n\r\n`, 'latin1');
    };
    let connected = false;
    socket.setEncoding('latin1');
    socket.setTimeout(30_000, () => socket.destroy(new Error('no answer for 30 s')));
    socket.on('connect', () => {
      connected = true;
      next();
    });
    socket.on('data', (data: string) => {
      const before = answers.length;
      const { rest, last } = readAnswers(pending + data, answers);
      pending = rest;
      // Not left to Envoy, which waits a second for us to close first.
      if (last || answers.length === paths.length) socket.destroy();
      else if (answers.length > before) next();
    });
    let trouble = '';
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // Envoy may close while we write.
      if (!connected || (error.code !== 'ECONNRESET' && error.code !== 'EPIPE')) trouble = error.message;
    });
    socket.on('close', () => {
      if (trouble === '') resolve(answers);
      else reject(surroundingsFailure({ what: `the connection to Envoy failed: ${trouble}` }));
    });
  });
}
