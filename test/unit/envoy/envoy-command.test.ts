import { describe, expect, it } from 'vitest';
import { envoyCommand, filesNamedIn } from '../../../tools/envoy/envoy-command.ts';

describe('the command that runs Envoy', () => {
  it('is the binary itself', () => {
    const binary = { kind: 'binary', path: '/x/envoy', version: '1.40.0', source: 'PATH' } as const;
    expect(envoyCommand(binary, ['-c', 'f'], '/tmp/d', ['/m.wasm'])).toEqual({
      command: '/x/envoy',
      args: ['-c', 'f'],
    });
  });

  it('is a container on the host network that sees the directory and the files, and is removed by name', () => {
    const container = {
      kind: 'container',
      image: 'i:1',
      docker: '/x/docker',
      version: '1.40.0',
      source: 'ENVOY_IMAGE',
    } as const;
    const { command, args, afterwards } = envoyCommand(container, ['-c', 'f'], '/tmp/d-1', ['/m.wasm']);
    expect(command).toBe('/x/docker');
    expect(args.slice(0, 2)).toEqual(['run', '--rm']);
    expect(args.slice(-3)).toEqual(['i:1', '-c', 'f']);
    const flags = args.join(' ');
    expect(flags).toContain('--network host');
    expect(flags).toContain(
      `--user ${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0} --env ENVOY_UID=${process.getuid?.() ?? 0}`,
    );
    expect(flags).toContain('--volume /tmp/d-1:/tmp/d-1 --volume /m.wasm:/m.wasm:ro');
    expect(flags).toContain('--name portcullis-d-1');
    expect(afterwards).toEqual(['/x/docker', 'rm', '--force', 'portcullis-d-1']);
  });
});

it('the files of a configuration are found at any depth, each once, and inline text is none', () => {
  const config = {
    a: [{ filename: '/1' }, { b: { filename: '/2' } }],
    filename: { filename: '/1' },
    inline_string: '/3',
  };
  expect(filesNamedIn([config, undefined, null, 1])).toEqual(['/1', '/2']);
});
