import { openLog } from '../../src/http/log.ts';

/** A log as the server's, and what was written to it. */
export function keptLog() {
  const written: string[] = [];
  const log = openLog('debug', { write: (line: string) => void written.push(line) });
  return {
    log,
    text: () => written.join(''),
    /** biome-ignore lint/suspicious/noExplicitAny: lines are looked at as they are */
    lines: (): Record<string, any>[] => written.map((line) => JSON.parse(line)),
  };
}
