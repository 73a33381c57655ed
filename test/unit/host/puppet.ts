import { readFile } from 'node:fs/promises';
import { createVm, type LogLine, type Vm, type VmOptions } from '../../../tools/host/index.ts';
import { compileAssembly } from './compile-assembly.ts';

let compiled: Promise<WebAssembly.Module> | undefined;

/** The module of test/fixtures/host/puppet.as, which does what its configuration tells it and logs every answer. */
export function puppetModule(): Promise<WebAssembly.Module> {
  compiled ??= readFile(new URL('../../fixtures/host/puppet.as', import.meta.url), 'utf8')
    .then(compileAssembly)
    .then((bytes) => WebAssembly.compile(bytes));
  return compiled;
}

export async function puppetVm(options: Omit<VmOptions, 'module'> = {}): Promise<Vm> {
  return createVm({ ...options, module: await puppetModule() });
}

/** Log messages since the last call, and forgets them. */
export function said(vm: Vm): string[] {
  return (vm.logs as LogLine[]).splice(0).map((line) => line.message);
}
