import { CommanderError } from 'commander';

/** A refusal or failure that the command has a line for. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

/** 0 done, 1 refused or failed, 2 usage. */
export function exitCodeOf(error: unknown): number {
  if (!(error instanceof CommanderError)) return 1;
  return error.exitCode === 0 ? 0 : 2;
}

/** One line, no stack. */
export const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `${message}; choose another PORT or stop what listens there`;
  return (error instanceof Error ? message : String(error)).split('\n')[0]!;
};
