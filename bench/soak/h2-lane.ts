import { frame, frameFlag as flag, frameHead, frameType as type, headerFrames } from '../../tools/wire/h2-framing.ts';
import { h2HeaderBlock } from '../../tools/wire/h2-header-block.ts';
import { statusOf } from './h2-status.ts';
import { closeOf, openConnection, type Lane } from './lane.ts';
import type { SoakRequest } from './requests.ts';
import { countAnswer } from './tally.ts';

/** CANCEL of RFC 9113 section 7. */
const cancel = 8;

const streams = 48;
const requestsOfConnection = 20_000;
/** One request in so many is reset behind its header block, and one more is never ended by us, as if a body were to come. */
const oddOnceIn = 100;

/** Sends requests over HTTP/2 until none is left, many at a time; a connection that ends is followed by another. */
export async function h2Lane(lane: Lane): Promise<void> {
  const frames = new Map<SoakRequest, Buffer>();
  while (lane.tally.left > 0 && !lane.signal.aborted) await overOneConnection(lane, frames);
}

async function overOneConnection(lane: Lane, frames: Map<SoakRequest, Buffer>): Promise<void> {
  const { tally, random, draw, sni, signal } = lane;
  const socket = await openConnection(lane, 'h2');
  const underWay = new Map<number, SoakRequest>();
  const state = { begun: 0, ending: false };
  let pending: Buffer = Buffer.alloc(0);
  let out: Buffer[] = [preface];

  const begin = (): void => {
    const request = draw(random);
    // A client's streams have odd numbers (RFC 9113 5.1.1).
    const id = 2 * state.begun++ + 1;
    tally.left--;
    const template = frames.get(request) ?? requestFrames(request, sni === null ? 'http' : 'https');
    frames.set(request, template);
    const reset = random.once(oddOnceIn);
    out.push(withStream(template, id, reset || random.once(oddOnceIn)));
    if (reset) {
      out.push(frame(type.reset, 0, id, Buffer.of(0, 0, 0, cancel)));
      tally.done++;
      tally.resets++;
    } else underWay.set(id, request);
  };
  const pump = (): void => {
    const room = Math.min(streams - underWay.size, tally.left, requestsOfConnection - state.begun);
    if (!state.ending) for (let more = 0; more < room; more++) begin();
    if (signal.aborted || state.begun === requestsOfConnection || tally.left === 0) state.ending = true;
    if (out.length > 0) socket.write(Buffer.concat(out));
    out = [];
    if (state.ending && underWay.size === 0) socket.end();
  };
  const take = (kind: number, flags: number, id: number, payload: Buffer): void => {
    const request = underWay.get(id);
    if (kind === type.headers && request !== undefined) {
      countAnswer(tally, request, statusOf(payload));
      underWay.delete(id);
    } else if (kind === type.reset && request !== undefined) {
      underWay.delete(id);
      tally.left++;
      tally.cutOff++;
    } else if (kind === type.settings && (flags & flag.ack) === 0)
      out.push(frame(type.settings, flag.ack, 0, Buffer.alloc(0)));
    else if (kind === type.ping && (flags & flag.ack) === 0) out.push(frame(type.ping, flag.ack, 0, payload));
    else if (kind === type.goAway) state.ending = true;
  };

  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    let at = 0;
    while (pending.length - at >= frameHead) {
      const end = at + frameHead + pending.readUIntBE(at, 3);
      if (end > pending.length) break;
      take(
        pending[at + 3]!,
        pending[at + 4]!,
        pending.readUInt32BE(at + 5) & 0x7fff_ffff,
        pending.subarray(at + frameHead, end),
      );
      at = end;
    }
    pending = pending.subarray(at);
    pump();
  });
  const closed = closeOf(socket, 'HTTP/2');
  pump();
  await closed;
  tally.left += underWay.size;
  tally.cutOff += underWay.size;
}

const setting = (id: number, value: number): Buffer => {
  const bytes = Buffer.alloc(6);
  bytes.writeUInt16BE(id, 0);
  bytes.writeUInt32BE(value, 2);
  return bytes;
};
const widest = 0x7fff_ffff;
// No dynamic table, no push, and windows that the small answers never fill.
const settings = Buffer.concat([setting(1, 0), setting(2, 0), setting(4, widest)]);
const window = Buffer.alloc(4);
window.writeUInt32BE(widest - 65_535);
const preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1'),
  frame(type.settings, 0, 0, settings),
  frame(type.windowUpdate, 0, 0, window),
]);

/** The frames of a request, for stream 0. */
function requestFrames({ path, host }: SoakRequest, scheme: string): Buffer {
  const block = h2HeaderBlock([
    [':method', 'GET'],
    [':scheme', scheme],
    [':authority', host],
    [':path', path],
  ]);
  return Buffer.concat(headerFrames(block, 0, true));
}

/** A copy for one stream; `open` leaves its end out, as when a body follows. */
function withStream(template: Buffer, id: number, open: boolean): Buffer {
  const copy = Buffer.from(template);
  for (let at = 0; at < copy.length; at += frameHead + copy.readUIntBE(at, 3)) copy.writeUInt32BE(id, at + 5);
  if (open) copy[4] = copy[4]! & ~flag.endStream;
  return copy;
}
