// What tsyringe, under @peculiar/x509, asks of the Metadata Reflection proposal: three functions on Reflect, for classes only.
interface Metadata {
  defineMetadata?(key: unknown, value: unknown, target: object): void;
  getOwnMetadata?(key: unknown, target: object): unknown;
  getMetadata?(key: unknown, target: object): unknown;
}

/** Adds those functions to Reflect unless a polyfill is already there. Must run before @peculiar/x509 is loaded. */
export function provideReflection(): void {
  const reflect = Reflect as typeof Reflect & Metadata;
  if (reflect.getMetadata !== undefined) return;
  const store = new WeakMap<object, Map<unknown, unknown>>();
  const own = (key: unknown, target: object): unknown => store.get(target)?.get(key);
  reflect.defineMetadata = (key, value, target) => {
    const entries = store.get(target) ?? new Map<unknown, unknown>();
    store.set(target, entries.set(key, value));
  };
  reflect.getOwnMetadata = own;
  reflect.getMetadata = (key, target) => {
    for (let at: object | null = target; at !== null; at = Object.getPrototypeOf(at) as object | null) {
      const found = own(key, at);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
