import { abiStatus } from './abi-status.ts';
import { type HostFunctions, writeStatus } from './host-functions.ts';
import type { Machine } from './machine.ts';
import type { SharedState } from './shared-state.ts';

/** Shared data and shared queues. */
export function envShared(machine: Machine, shared: SharedState): HostFunctions {
  const { vmId } = machine;
  /** Names are byte strings here: they only have to be told apart. */
  const text = (at: number, size: number): string | undefined => machine.memory.readString(at >>> 0, size >>> 0);

  return {
    proxy_get_shared_data(keyAt, keySize, valueAt, valueSize, casAt) {
      machine.context();
      const key = text(keyAt, keySize);
      if (key === undefined) return abiStatus.invalidMemoryAccess;
      const found = shared.get(vmId, key);
      if (found === undefined) return abiStatus.notFound;
      const copied = machine.copyOut(found.value, valueAt, valueSize);
      return copied === abiStatus.ok ? writeStatus(machine.memory.writeU32(casAt >>> 0, found.cas)) : copied;
    },

    proxy_set_shared_data(keyAt, keySize, valueAt, valueSize, cas) {
      machine.context();
      const key = text(keyAt, keySize);
      const value = machine.memory.read(valueAt >>> 0, valueSize >>> 0);
      if (key === undefined || value === undefined) return abiStatus.invalidMemoryAccess;
      return shared.set(vmId, key, value, cas >>> 0);
    },

    proxy_register_shared_queue(nameAt, nameSize, tokenAt) {
      const { root } = machine.context();
      const name = text(nameAt, nameSize);
      if (name === undefined) return abiStatus.invalidMemoryAccess;
      const token = shared.register(vmId, name, () => machine.queueReady(root.id, token));
      return writeStatus(machine.memory.writeU32(tokenAt >>> 0, token));
    },

    proxy_resolve_shared_queue(vmIdAt, vmIdSize, nameAt, nameSize, tokenAt) {
      machine.context();
      const owner = text(vmIdAt, vmIdSize);
      const name = text(nameAt, nameSize);
      if (owner === undefined || name === undefined) return abiStatus.invalidMemoryAccess;
      const token = shared.resolve(owner === '' ? vmId : owner, name);
      if (token === undefined) return abiStatus.notFound;
      return writeStatus(machine.memory.writeU32(tokenAt >>> 0, token));
    },

    proxy_enqueue_shared_queue(token, dataAt, dataSize) {
      machine.context();
      const data = machine.memory.read(dataAt >>> 0, dataSize >>> 0);
      return data === undefined ? abiStatus.invalidMemoryAccess : shared.enqueue(token >>> 0, data);
    },

    proxy_dequeue_shared_queue(token, dataAt, dataSize) {
      machine.context();
      const item = shared.dequeue(token >>> 0);
      return typeof item === 'number' ? item : machine.copyOut(item, dataAt, dataSize);
    },
  };
}
