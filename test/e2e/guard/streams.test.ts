import { afterAll, beforeAll, expect, test } from 'vitest';
import { h2 } from '../../../tools/wire/h2.ts';
import { chainsGateway } from './chains-gateway.ts';

let gateway: Awaited<ReturnType<typeof chainsGateway>>;
beforeAll(async () => {
  gateway = await chainsGateway();
});
afterAll(() => gateway?.envoy.stop());

test('many streams of one HTTP/2 connection are each judged for themselves', async () => {
  const guest = 'x.example.com';
  const answers = await Promise.all(
    [guest, 'admin.example.com', 'y.example.com', 'x.test', 'x.b.example.com', guest].map((host) =>
      h2(gateway.target(guest), { host }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 421, 200, 421, 421, 200]);
});
