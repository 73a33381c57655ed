import { connect } from '../../tools/wire/connect.ts';
import { h2HeaderBlock } from '../../tools/wire/h2-header-block.ts';
import { surroundingsFailure } from '../../tools/model/failure.ts';
import { statusOf } from './h2-status.ts';
import { silence, type Lane } from './lane.ts';
import type { SoakRequest } from './requests.ts';
import { countAnswer } from './tally.ts';

// RFC 9113 section 6.
const type = {
  data: 0,
  headers: 1,
  reset: 3,
  settings: 4,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;
const flag = { endStream: 1, ack: 1, endHeaders: 4 } as const;
const frameHead = 9;
const maxPayload = 16_384;
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
  const socket = await connect(
    { port: lane.port(), ...(sni === null ? {} : { tls: { sni: sni === '' ? null : sni } }) },
    ['h2'],
  );
  tally.connections++;
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
  let silent = false;
  socket.setTimeout(silence, () => {
    silent = true;
    socket.destroy();
  });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  pump();
  await closed;
  if (silent) throw surroundingsFailure({ what: `Envoy did not answer for ${silence / 1000} s over HTTP/2` });
  tally.left += underWay.size;
  tally.cutOff += underWay.size;
}

function frame(kind: number, flags: number, id: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(frameHead);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = kind;
  head[4] = flags;
  head.writeUInt32BE(id, 5);
  return Buffer.concat([head, payload]);
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
  const parts: Buffer[] = [];
  for (let at = 0; at < block.length; at += maxPayload) {
    const flags = (at === 0 ? flag.endStream : 0) | (at + maxPayload >= block.length ? flag.endHeaders : 0);
    parts.push(frame(at === 0 ? type.headers : type.continuation, flags, 0, block.subarray(at, at + maxPayload)));
  }
  return Buffer.concat(parts);
}

/** A copy for one stream; `open` leaves its end out, as when a body follows. */
function withStream(template: Buffer, id: number, open: boolean): Buffer {
  const copy = Buffer.from(template);
  for (let at = 0; at < copy.length; at += frameHead + copy.readUIntBE(at, 3)) copy.writeUInt32BE(id, at + 5);
  if (open) copy[4] = copy[4]! & ~flag.endStream;
  return copy;
}
