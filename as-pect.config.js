// npx asp --no-logo --summary --as-config test/aspect/as-pect.asconfig.json
export default {
  // One entry, one compilation: test/aspect/index.ts imports every spec.
  entries: ['test/aspect/index.ts'],
  include: ['node_modules/@as-pect/assembly/assembly/index.ts'],
  disclude: [],
  async instantiate(memory, createImports, instantiate, binary) {
    return instantiate(binary, createImports({ env: { memory } }));
  },
  outputBinary: false,
};
