import { readAnswers, type Answer } from '../differential/read-answers.ts';
import { closeOf, openConnection, type Lane } from './lane.ts';
import type { SoakRequest } from './requests.ts';
import { countAnswer } from './tally.ts';

const requestsOfConnection = 2_000;
/** One connection in so many requests is cut off in the middle of a header. */
const resetOnceIn = 500;

/** Sends requests over HTTP/1.1 until none is left, one at a time; a connection that ends is followed by another. */
export async function h1Lane(lane: Lane): Promise<void> {
  while (lane.tally.left > 0 && !lane.signal.aborted) await overOneConnection(lane);
}

async function overOneConnection(lane: Lane): Promise<void> {
  const { tally, random, draw, signal } = lane;
  const socket = await openConnection(lane, 'http/1.1');
  let underWay: SoakRequest | undefined;
  let begun = 0;
  let pending = '';
  const next = (): void => {
    if (signal.aborted || tally.left === 0 || begun === requestsOfConnection) return void socket.end();
    const request = draw(random);
    tally.left--;
    begun++;
    const text = `GET ${request.path} HTTP/1.1\r\nhost: ${request.host}\r\n\r\n`;
    if (random.once(resetOnceIn)) {
      tally.done++;
      tally.resets++;
      socket.write(text.slice(0, random.below(text.length)), 'latin1', () => socket.destroy());
      return;
    }
    underWay = request;
    socket.write(text, 'latin1');
  };
  socket.setEncoding('latin1');
  socket.on('data', (data: string) => {
    const answers: Answer[] = [];
    const { rest, last } = readAnswers(pending + data, answers);
    pending = rest;
    const [answer] = answers;
    if (answer === undefined || underWay === undefined) return;
    countAnswer(tally, underWay, answer.status!);
    underWay = undefined;
    if (last) socket.destroy();
    else next();
  });
  const closed = closeOf(socket, 'HTTP/1.1');
  next();
  await closed;
  if (underWay === undefined) return;
  tally.left++;
  tally.cutOff++;
}
