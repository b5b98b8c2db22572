import { visible } from './visible.ts';

/** One line on stderr, safe in a terminal whatever others wrote into it. */
export const say = (line: string): void => {
  process.stderr.write(`${visible(line)}\n`);
};
