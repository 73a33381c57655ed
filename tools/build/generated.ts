import { filterTexts } from '../catalog/filter-texts.ts';
import { filterWords } from '../catalog/filter-words.ts';
import { presets } from '../catalog/presets.ts';
import { steps, triggers, type Step } from '../catalog/steps.ts';

const stepKeys: readonly string[] = filterWords.normalizer.StepKey;
const head = '// Made from tools/catalog by scripts/gen.mjs. Do not edit.\n';

/** Every file that is made from the catalogue: path from the repository's root -> text. */
export function generatedFiles(): Record<string, string> {
  return {
    'assembly/bytes/classes.gen.ts': classes(),
    'assembly/bytes/texts.gen.ts': texts(),
    'assembly/bytes/words.gen.ts': words(),
    'assembly/path/registry.gen.ts': registry(),
  };
}

/** Per group one run of bytes; each text is its address in it: one byte of length, then the ASCII text. */
function texts(): string {
  return Object.entries(filterTexts).reduce((text, [group, list]) => {
    const run = screaming(group);
    let at = 0;
    let addresses = '';
    const data: number[] = [];
    for (const [name, written] of Object.entries(list)) {
      const shown = JSON.stringify(written).replaceAll('\\u0000', '|');
      addresses += `// ${shown}\n// @ts-ignore: decorator\n@lazy @inline export const ${screaming(name)}: usize = ${run} + ${at};\n`;
      data.push(written.length, ...bytes(written));
      at = data.length;
    }
    return `${text}${constant(run, data, `texts of group ${group}`)}${addresses}`;
  }, head);
}

/** Per group one run of tables, each of length-prefixed words; a length of 255 ends a table. */
function words(): string {
  let text = head;
  for (const [group, lists] of Object.entries(filterWords)) {
    const run = `${screaming(group)}_WORDS`;
    const data: number[] = [];
    let tables = '';
    for (const [name, list] of Object.entries<readonly string[]>(lists)) {
      const hidden = name === 'Step' ? steps.map((step) => step.id).slice(list.length) : [];
      const all = [...list, ...hidden];
      tables += `// ${all.join(' ')}\n// @ts-ignore: decorator\n@lazy @inline export const ${screaming(name)}: usize = ${run} + ${data.length};\n`;
      tables += `export const enum ${name} {\n${all.map((word) => `  ${pascal(word)},\n`).join('')}}\n`;
      data.push(...wordTable(list), ...(hidden.length > 0 ? wordTable(hidden) : []));
    }
    text += constant(run, data, `words of group ${group}`) + tables;
  }
  return text;
}

function wordTable(list: readonly string[]): number[] {
  return [...list.flatMap((word) => [word.length, ...bytes(word)]), 255];
}

/** A byte per ASCII byte: which triggers it is by itself. They are those below 1 << 8. */
function classes(): string {
  const data = Array.from({ length: 128 }, (_, byte) => {
    const character = String.fromCharCode(byte);
    let bits = 0;
    if (/[A-Z]/.test(character)) bits |= triggers.upper;
    if (character === '%') bits |= triggers.percent;
    if (character === '\\') bits |= triggers.backslash;
    if (character === ';') bits |= triggers.semicolon;
    if (character === '#') bits |= triggers.hash;
    if (byte < 0x20 || byte === 0x7f) bits |= triggers.control;
    if ((byte > 0 && byte <= 0x20) || byte === 0x7f || '"<>^`{|}'.includes(character)) bits |= triggers.unsafe;
    return bits;
  });
  const bits = Object.entries(triggers).map(([name, bit]) => `export const SEEN_${screaming(name)}: u32 = ${bit};\n`);
  return `${head}${bits.join('')}${constant('CLASSES', data, 'a byte per ASCII byte')}`;
}

function registry(): string {
  const rows: readonly Step[] = steps;
  const imports = rows.map((step) => `import { ${camel(step.id)} } from "./steps/${step.id}";\n`);
  const cases = rows.map(
    (step) => `    case ${stepNumber(step.id)}:\n      return ${camel(step.id)}(from, size, to, option);\n`,
  );
  const masks = rows.flatMap((step) => {
    const mask = step.triggers.reduce((sum, trigger) => sum | triggers[trigger], 0);
    return [mask & 255, (mask >> 8) | (step.kind === 'check' ? 0x80 : 0)];
  });
  const options = rows.flatMap(({ id, option }) =>
    option === undefined
      ? []
      : [stepNumber(id), stepKeys.indexOf(option.key), option.max, option.default ?? 0],
  );
  const presetRows = presets.flatMap(({ stages }) => [
    stages.length,
    ...stages.flatMap(({ step, option }) => [stepNumber(step), option]),
  ]);
  return `${head}${imports.join('')}
/** Runs step \`id\` on the \`size\` bytes at \`from\`, writing to \`to\`. See step.ts for what it answers. */
export function runStep(id: u32, from: usize, size: usize, to: usize, option: u32): i32 {
  switch (id) {
${cases.join('')}  }
  return -1;
}

export const STEP_COUNT: u32 = ${rows.length};
${constant('TRIGGERS', masks, 'u16 per step; the highest bit is set for a check')}${constant('OPTIONS', [...options, 0xffffffff], 'rows: step, key, most, default (0 = required)', 'u32')}${constant('PRESET_STEPS', presetRows, 'per preset: count, then step and option of each')}`;
}

function constant(name: string, data: readonly number[], comment: string, type = 'u8'): string {
  const shown = comment.replaceAll('\\u0000', '|');
  return `// ${shown}\n// @ts-ignore: decorator\n@lazy export const ${name}: usize = memory.data<${type}>([${data.join(', ')}]);\n`;
}

function stepNumber(id: string): number {
  return steps.findIndex((step) => step.id === id);
}

function bytes(text: string): number[] {
  return Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    if (code > 0x7f) throw new Error(`not ASCII: ${text}`);
    return code;
  });
}

function parts(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase());
}

function screaming(name: string): string {
  return parts(name).join('_').toUpperCase();
}

function pascal(name: string): string {
  return parts(name)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

function camel(name: string): string {
  const text = pascal(name);
  return text.charAt(0).toLowerCase() + text.slice(1);
}
