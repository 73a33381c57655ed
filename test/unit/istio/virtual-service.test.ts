import { describe, expect, it } from 'vitest';
import { readVirtualService, type VirtualService } from '../../../tools/istio/virtual-service.ts';
import { unrollList } from '../../../tools/yaml/list.ts';
import { readYaml } from '../../../tools/yaml/read.ts';

const rules: readonly [http: string, refuses: boolean][] = [
  ['[{directResponse: {status: 421}}]', true],
  ['[{directResponse: {status: 200}}]', false],
  ['[{fault: {abort: {httpStatus: 421, percentage: {value: 100}}}, route: []}]', true],
  ['[{fault: {abort: {httpStatus: 421, percentage: {value: 99}}}, route: []}]', false],
  ['[{fault: {abort: {httpStatus: 421}}, route: []}]', false],
  ['[{directResponse: {status: 421}}, {route: []}]', false],
  ['[]', false],
];

describe('readVirtualService', () => {
  it('reads hosts in lower case and Gateways with their namespace', () => {
    const service = read('{hosts: [A.example.com, "*.b"], gateways: [public, istio-system/guest, mesh], http: []}');
    expect(service).toMatchObject({
      namespace: 'shop',
      name: 'web',
      hosts: ['a.example.com', '*.b'],
      gateways: ['shop/public', 'istio-system/guest', 'mesh'],
      where: 'f.yaml:1:1',
    });
  });

  it('is bound to the sidecars where it names no Gateway', () => {
    expect(read('{hosts: [a]}').gateways).toEqual(['mesh']);
  });

  it.each(rules)('with the rules %s refuses every request: %s', (http, refuses) => {
    expect(read(`{hosts: [a], http: ${http}}`).refuses).toBe(refuses);
  });

  it('refuses an unknown key', () => {
    expect(() => read('{host: [a]}')).toThrow('spec: found the key "host", expected one of exportTo, gateways, hosts');
  });
});

function read(spec: string): VirtualService {
  const text = `apiVersion: networking.istio.io/v1beta1\nkind: VirtualService\nmetadata: {name: web}\nspec: ${spec}\n`;
  return readVirtualService(unrollList(readYaml(text, 'f.yaml')[0]!).resources[0]!, 'shop');
}
