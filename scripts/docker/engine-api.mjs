import { request } from 'node:http';

/**
 * One call of the engine's HTTP API over its Unix socket.
 *
 * Resolves to the parsed JSON body (true for a body that is none), or undefined when the engine does not answer or refuses.
 */
export function ask(socketPath, method, path) {
  return new Promise((resolve) => {
    const call = request({ socketPath, method, path, timeout: 20_000 }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text) => (body += text));
      response.on('end', () => resolve(response.statusCode < 400 ? parsed(body) : undefined));
      response.on('error', () => resolve(undefined));
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(undefined));
    call.end();
  });
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return true;
  }
}
