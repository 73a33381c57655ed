/** A command of a page, and what the page says that it prints. */
export interface Documented {
  readonly command: string;
  readonly output: string;
}

/** The commands in a page's `console` blocks: a line that starts with `$ `, and the lines up to the next one. */
export function documentedCommands(page: string): Documented[] {
  const blocks = [...page.matchAll(/^```console\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
  return blocks.flatMap((block) =>
    block
      .split(/^\$ /m)
      .filter((part) => part !== '')
      .map((part) => {
        const [command = '', ...lines] = part.split('\n');
        return { command, output: lines.join('\n').trim() };
      }),
  );
}
