import { startTcpBackEnd, type BackEnd, type ReceivedHead } from '../normalizer/tcp-back-end.ts';

export interface ScriptedBackEnd extends BackEnd {
  /** Every request that arrived with that `x-case`, in the order of arrival. */
  seen(id: string): readonly ReceivedHead[];
}

/**
 * A back end that answers the n-th request of an `x-case` by the n-th word of its header `x-script`, the last word again and
 * again: `ok` (the target comes back as the body), `reset`, a status, or `302:LOCATION`.
 */
export async function startScriptedBackEnd(): Promise<ScriptedBackEnd> {
  const requests = new Map<string, ReceivedHead[]>();
  const backEnd = await startTcpBackEnd((head) => {
    const id = head.headers.get('x-case') ?? '';
    const earlier = requests.get(id) ?? [];
    requests.set(id, [...earlier, head]);
    const words = (head.headers.get('x-script') ?? 'ok').split(' ');
    return replyOf(words[Math.min(earlier.length, words.length - 1)]!, head);
  });
  return {
    port: backEnd.port,
    seen: (id) => requests.get(id) ?? [],
    [Symbol.asyncDispose]: () => backEnd[Symbol.asyncDispose](),
  };
}

function replyOf(word: string, { target, headers }: ReceivedHead): string | null {
  if (word === 'reset') return null;
  const [status, location] = word === 'ok' ? ['200'] : [word.slice(0, 3), word.slice(4)];
  const lines = [
    `HTTP/1.1 ${status} Scripted`,
    `x-host: ${headers.get('host') ?? ''}`,
    ...(location ? [`location: ${location}`] : []),
    `content-length: ${target.length}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${target}`;
}
