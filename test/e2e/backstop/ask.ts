import { h1 } from '../../../tools/wire/h1.ts';
import { h2Fields } from '../../../tools/wire/h2.ts';
import { headerOf, type WireResponse } from '../../../tools/wire/response.ts';
import type { Deployed } from './generated-chain.ts';

export interface Answer {
  readonly status: number | null;
  /** The filter state that the request had when it was routed. */
  readonly mark: string | undefined;
  /** The path that it was routed by. */
  readonly path: string | undefined;
}

type Fields = readonly (readonly [string, string])[];

/** What a client might send in the hope that it becomes the mark. */
export function forgeries({ mark }: Deployed): Fields {
  const name = mark.replace('wasm.', '');
  return [
    [mark, 'judged'],
    [name, 'judged'],
    [`x-${name}`, 'judged'],
    ['x-mark', 'judged'],
    ['x-envoy-filter-state', `${mark}=judged`],
    ['cookie', `${mark}=judged; ${name}=judged`],
    ['baggage', `${mark}=judged`],
  ];
}

const host = 'a.example.com';

const protocols = {
  'HTTP/1.1': (port: number, path: string, headers: Fields): Promise<WireResponse> =>
    h1({ port }, { method: 'GET', path, host, headers }),
  'HTTP/2': (port: number, path: string, headers: Fields): Promise<WireResponse> => {
    const pseudo = { ':method': 'GET', ':scheme': 'http', ':authority': host, ':path': path };
    return h2Fields({ port }, [...Object.entries(pseudo), ...headers]);
  },
};

/** Sends the path over HTTP/1.1 and HTTP/2, without and with forged marks, each on a connection of its own: four a round. */
export async function ask(port: number, deployed: Deployed, path: string, rounds = 1): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const send of Object.values(protocols)) {
      for (const headers of [[], forgeries(deployed)]) {
        const response = await send(port, path, headers);
        const { status } = response;
        answers.push({ status, mark: headerOf(response, 'x-mark'), path: headerOf(response, 'x-path') });
      }
    }
  }
  return answers;
}
