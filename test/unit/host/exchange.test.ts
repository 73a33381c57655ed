import { expect, test } from 'vitest';
import { SharedState, textFromBytes, type Policy } from '../../../tools/host/index.ts';
import { puppetVm, said } from './puppet.ts';

const headers = [
  [':path', '//Admin'],
  [':authority', 'a.example.com'],
] as const;

test('a normalizer, a policy, a restorer: each sees what the one before it left', async () => {
  const vm = await puppetVm();
  const normalizer = vm.createRoot({ configuration: 'request_headers: setprop original //Admin;set 0 :path /admin' });
  const restorer = vm.createRoot({ configuration: 'request_headers: prop original;set 0 :path //Admin' });
  const seen: string[] = [];
  const policy: Policy = ({ headers: now, filterState }) => {
    seen.push(now.find(([name]) => name === ':path')![1], textFromBytes(filterState.get('original')!));
    return undefined;
  };
  const exchange = vm.exchange([normalizer, policy, restorer], { headers });
  expect(seen).toEqual(['/admin', '//Admin']);
  expect(exchange.outcome).toBe('forwarded');
  expect(exchange.forwarded?.headers).toEqual([
    [':authority', 'a.example.com'],
    [':path', '//Admin'],
  ]);
  expect(exchange.routeClears).toBe(2);
  expect(exchange.streams.map((stream) => stream?.id)).toEqual([3, undefined, 4]);
  expect(said(vm)).toContain("  prop original -> 0 '//Admin'");
});

test('a policy that refuses: filters behind it never see the request, those before it see the response', async () => {
  const vm = await puppetVm();
  const before = vm.createRoot({ configuration: 'response_headers: set 2 x-by before' });
  const behind = vm.createRoot();
  said(vm);
  const exchange = vm.exchange([before, () => ({ status: 403, details: 'rbac', body: 'no' }), behind], { headers });
  expect(exchange).toMatchObject({ outcome: 'replied', details: 'rbac', forwarded: undefined });
  expect(exchange.response?.headers).toContainEqual(['x-by', 'before']);
  expect(textFromBytes(exchange.response!.body)).toBe('no');
  expect(said(vm).filter((line) => !line.startsWith(' '))).toEqual([
    'context_create 3 1',
    'request_headers 3 2 1',
    'response_headers 3 3 0',
    'response_body 3 2 1',
    'log 3',
    'context_create 4 2',
    'log 4',
    'done 3',
    'delete 3',
    'done 4',
    'delete 4',
  ]);
});

test('filters of different VMs share one stream', async () => {
  const first = await puppetVm();
  const second = await puppetVm();
  const exchange = first.exchange(
    [
      first.createRoot({ configuration: 'request_headers: setprop x 1' }),
      second.createRoot({ configuration: 'request_headers: prop x;reply 418' }),
    ],
    { headers },
  );
  expect(exchange.localReply?.status).toBe(418);
  expect(said(second)).toContain("  prop x -> 0 '1'");
  expect(said(first)).toContain('response_headers 2 1 1');
});

test('the back end answers to what it got, and the response passes the filters backwards', async () => {
  const vm = await puppetVm();
  const roots = ['a', 'b'].map((name) =>
    vm.createRoot({ configuration: `request_headers: add 0 x-way ${name}\nresponse_headers: add 2 x-way ${name}` }),
  );
  const exchange = vm.exchange(roots, {
    headers,
    body: ['one', 'two'],
    trailers: [['x-t', '1']],
    upstream: (request) => ({
      status: 200,
      headers: request.headers.filter(([name]) => name === 'x-way').map(([, value]) => ['x-saw', value]),
      body: request.body,
      trailers: request.trailers,
    }),
  });
  expect(exchange.response?.headers).toEqual([
    [':status', '200'],
    ['x-saw', 'a'],
    ['x-saw', 'b'],
    ['x-way', 'b'],
    ['x-way', 'a'],
  ]);
  expect(textFromBytes(exchange.response!.body)).toBe('onetwo');
  expect(exchange.response?.trailers).toEqual([['x-t', '1']]);
});

test('bodies: changed, held until their end, dropped', async () => {
  const vm = await puppetVm();
  const outcome = (configuration: string) => {
    const root = vm.createRoot({ configuration });
    const exchange = vm.exchange([root], { headers, body: ['one', 'two'] });
    return exchange.forwarded && textFromBytes(exchange.forwarded.body);
  };
  expect(outcome('request_body: setbuffer 0 100 0 !')).toBe('one!two!');
  expect(outcome('request_body: hold 1;buffer 0 0 99')).toBe('onetwo');
  expect(outcome('request_body: hold 2')).toBe('onetwo');
  expect(outcome('request_body: hold 3')).toBe('two');
  expect(outcome('request_body: hold 1;setbuffer 0 0 99 x')).toBe('x');
  expect(outcome('request_body: return 1')).toBeUndefined();
});

test('a paused request goes on when the module continues it, and only then', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'request_headers: return 1\ntick: effective 3;continue 0' });
  const last = vm.createRoot();
  said(vm);
  const exchange = vm.exchange([root, last], { headers });
  expect(exchange.outcome).toBe('paused');
  expect(exchange.resume()).toBe('paused');
  expect(said(vm)).toEqual(['context_create 3 1', 'request_headers 3 2 1']);
  root.tick();
  expect(exchange.resume()).toBe('forwarded');
  expect(said(vm)).toContain('request_headers 4 2 1');
});

test('a paused request can be ended: its contexts are gone', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({ configuration: 'request_headers: return 1\ntick: effective 2' });
  const exchange = vm.exchange([root], { headers });
  said(vm);
  exchange.finish();
  root.tick();
  expect(said(vm)).toEqual(['log 2', 'done 2', 'delete 2', 'tick 1', '  effective 2 -> 2']);
});

test('a body that is held at its end goes on when the module continues the stream', async () => {
  const vm = await puppetVm();
  const root = vm.createRoot({
    configuration: 'request_body: return 1\nresponse_body: return 1\ntick: effective 2;continue 0;continue 1',
  });
  const exchange = vm.exchange([root], { headers, body: 'in', upstream: { status: 200, body: 'out' } });
  expect(exchange.outcome).toBe('paused');
  root.tick();
  expect(exchange.resume()).toBe('paused');
  expect(textFromBytes(exchange.forwarded!.body)).toBe('in');
  root.tick();
  expect(exchange.resume()).toBe('forwarded');
  expect(textFromBytes(exchange.response!.body)).toBe('out');
});

test('a queue’s listener in another VM hears of an item after the request', async () => {
  const shared = new SharedState();
  const [from, to] = [await puppetVm({ vmId: 'from', shared }), await puppetVm({ vmId: 'to', shared })];
  to.createRoot({ configuration: 'configure: register q\nqueue_ready: dequeue 1' });
  said(to);
  const root = from.createRoot({ configuration: 'request_headers: resolve to q;enqueue 1 hello;dequeue 2' });
  said(from);
  from.exchange([root], { headers });
  expect(said(from).slice(2, 5)).toEqual(['  resolve to q -> 0 1', '  enqueue 1 hello -> 0', '  dequeue 2 -> 1']);
  expect(said(to)).toEqual(['queue_ready 1 1', "  dequeue 1 -> 0 'hello'"]);
});
