import { describe, expect, it } from 'vitest';
import { Failure } from '../../../tools/model/failure.ts';
import { unrollList } from '../../../tools/yaml/list.ts';
import { readYaml } from '../../../tools/yaml/read.ts';

const bad: readonly { why: string; text: string; where: string; what: string }[] = [
  {
    why: 'a key that is there twice',
    text: 'a: 1\nb: 2\na: 3\n',
    where: 'f.yaml:3:1',
    what: 'found the same key twice in one mapping, expected it once',
  },
  {
    why: 'a key that is there twice, in JSON',
    text: '{"a": 1,\n "a": 2}',
    where: 'f.yaml:2:2',
    what: 'found the same key twice in one mapping, expected it once',
  },
  {
    why: 'a key that is there twice, as a number and as a string',
    text: 'x:\n  1: a\n  "1": b\n',
    where: 'f.yaml:3:3',
    what: 'found the same key twice in one mapping, expected it once',
  },
  {
    why: 'an open bracket in the second document',
    text: 'a: 1\n---\nb: [x\n',
    where: 'f.yaml:4:1',
    what: 'found broken YAML: flow sequence in block collection must be sufficiently indented and end with a ]',
  },
  {
    why: 'a tab as indentation',
    text: 'a:\n\tb: 1\n',
    where: 'f.yaml:2:1',
    what: 'found broken YAML: tabs are not allowed as indentation',
  },
  {
    why: 'a mapping as a key',
    text: '? {a: b}\n: 1\n',
    where: 'f.yaml:1:3',
    what: 'found a mapping, sequence or alias as a key, expected a string',
  },
  {
    why: 'a key that is a number in another spelling',
    text: 'a: 1\n1e3: 2\n',
    where: 'f.yaml:2:1',
    what: 'found the key 1e3, which is read as 1000, expected quotes',
  },
  { why: 'an unknown tag', text: 'a: !foo 1\n', where: 'f.yaml:1:4', what: 'found broken YAML: unresolved tag: !foo' },
  {
    why: 'an alias without its anchor',
    text: 'a: *x\n',
    where: 'f.yaml:1:4',
    what: 'found *x, expected an anchor &x above it',
  },
  {
    why: 'aliases that expand beyond measure',
    text: bomb(),
    where: 'f.yaml:1:1',
    what: 'found aliases that cannot be expanded: excessive alias count indicates a resource exhaustion attack',
  },
];

describe('readYaml', () => {
  it('reads several documents and leaves empty ones out', () => {
    const documents = readYaml('---\na: 1\n---\n---\n# nothing\n---\n- 2\n', 'f.yaml');
    expect(documents.map((document) => document.value)).toEqual([{ a: 1 }, [2]]);
    expect(readYaml('', 'f.yaml')).toEqual([]);
    expect(readYaml('# only this\n', 'f.yaml')).toEqual([]);
  });

  it('knows file, line and column of every path, and of the parent of what is not there', () => {
    const [, second] = readYaml('a: 1\n---\nspec:\n  servers:\n    - hosts: [x, y]\n      port:\n', 'dir/f.yaml');
    expect(second?.at([])).toBe('dir/f.yaml:3:1');
    expect(second?.at(['spec', 'servers', 0, 'hosts', 1])).toBe('dir/f.yaml:5:18');
    expect(second?.at(['spec', 'servers', 0, 'tls', 'mode'])).toBe('dir/f.yaml:5:7');
    expect(second?.at(['spec', 'servers', 0, 'hosts'], 'key')).toBe('dir/f.yaml:5:7');
    expect(second?.at(['spec', 'servers', 7])).toBe('dir/f.yaml:5:5');
  });

  it('keeps y, on and off as strings, and merges with <<', () => {
    const [document] = readYaml('base: &b {y: on}\nuse:\n  <<: *b\n  n: off\n', 'f.yaml');
    expect(document?.value).toEqual({ base: { y: 'on' }, use: { y: 'on', n: 'off' } });
  });

  it.each(bad)('refuses $why', ({ text, where, what }) => {
    const failure = failureOf(() => readYaml(text, 'f.yaml'));
    expect({ kind: failure.kind, where: failure.where, what: failure.message }).toEqual({ kind: 'user', where, what });
  });
});

describe('unrollList', () => {
  it('takes items out of lists, with their own places', () => {
    const text = `apiVersion: v1
kind: List
items:
  - {apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: a, namespace: x}}
  - apiVersion: networking.istio.io/v1
    kind: GatewayList
    items:
      - {apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: b}}
  - just text
`;
    const [document] = readYaml(text, 'f.yaml');
    const { resources, others } = unrollList(document!);
    expect(resources.map(({ name, namespace, at }) => [name, namespace, at(['metadata', 'name'])])).toEqual([
      ['a', 'x', 'f.yaml:4:74'],
      ['b', undefined, 'f.yaml:8:78'],
    ]);
    expect(others).toEqual(['f.yaml:9:5']);
  });

  it('names a document that is no resource', () => {
    const [document] = readYaml('name: chart\n', 'Chart.yaml');
    expect(unrollList(document!)).toEqual({ resources: [], others: ['Chart.yaml:1:1'] });
  });
});

function bomb(): string {
  const rows = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 9; i += 1) rows.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(9)}]`);
  return rows.join('\n');
}

function failureOf(run: () => unknown): Failure {
  try {
    run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('expected a failure');
}
