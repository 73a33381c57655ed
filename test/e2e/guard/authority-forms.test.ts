import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawRequest } from '../../../tools/wire/h1.ts';
import { h2, h2Fields } from '../../../tools/wire/h2.ts';
import { chainsGateway } from './chains-gateway.ts';

let gateway: Awaited<ReturnType<typeof chainsGateway>>;
beforeAll(async () => {
  gateway = await chainsGateway();
});
afterAll(() => gateway?.envoy.stop());

describe('the authority in other forms, on the connection of a guest', () => {
  const guest = 'x.example.com';
  const admin = 'admin.example.com';
  const raw = (lines: readonly string[]) => rawRequest(gateway.target(guest), `${lines.join('\r\n')}\r\n\r\n`);

  test('an absolute-form target goes before Host', async () => {
    expect((await raw([`GET https://${admin}/ HTTP/1.1`, `Host: ${guest}`])).status).toBe(421);
    expect((await raw([`GET http://${admin}/ HTTP/1.1`, `Host: ${guest}`])).status).toBe(421);
    expect((await raw([`GET https://${guest}/ HTTP/1.1`, `Host: ${admin}`])).status).toBe(200);
  });

  test('a second Host line makes one long name, which belongs to nobody but the wildcard it ends in', async () => {
    const twice = [`Host: ${admin}`, `Host: ${guest}`];
    expect((await raw(['GET / HTTP/1.1', ...twice])).status).toBe(200);
    expect((await raw(['GET / HTTP/1.1', ...twice.toReversed()])).status).toBe(200);
    const onAdmin = await rawRequest(gateway.target(admin), ['GET / HTTP/1.1', ...twice, '', ''].join('\r\n'));
    expect(onAdmin.status).toBe(421);
  });

  test('white space around the value is none of it', async () => {
    expect((await raw(['GET / HTTP/1.1', `Host: \t ${admin} \t`])).status).toBe(421);
  });

  test('an upgrade to WebSocket over HTTP/1.1 is judged', async () => {
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket'];
    expect((await raw(['GET / HTTP/1.1', `Host: ${admin}`, ...upgrade])).status).toBe(421);
  });

  test('a host header of HTTP/2 beside or instead of :authority', async () => {
    const fields = [
      [':method', 'GET'],
      [':scheme', 'https'],
      [':path', '/'],
    ] as const;
    const status = async (...more: (readonly [string, string])[]): Promise<number | null> =>
      (await h2Fields(gateway.target(guest), [...fields, ...more])).status;
    expect(await status(['host', admin])).toBe(421);
    expect(await status([':authority', admin], ['host', guest])).toBe(421);
    expect(await status([':authority', guest], ['host', admin])).toBe(200);
  });

  test('many streams of one HTTP/2 connection are each judged for themselves', async () => {
    const answers = await Promise.all(
      [guest, admin, 'y.example.com', 'x.test', 'x.b.example.com', guest].map((host) =>
        h2(gateway.target(guest), { host }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 421, 200, 421, 421, 200]);
  });
});
