import { type DestinationStream, type Logger, pino } from 'pino';

/** One JSON object a line. */
export const openLog = (level: string, destination: DestinationStream): Logger =>
  pino({ level, serializers: { err: toldError } }, destination);

interface ToldError {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly stack: string | undefined;
  readonly cause?: ToldError;
}

/** Without what else errors carry: those of databases have the statement and its parameters, which are texts of reports. */
function toldError(error: unknown): ToldError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'no error was thrown', stack: undefined };
  const { name, code, cause, stack, message } = error as Error & { code?: unknown };
  const told = withoutValue(message);
  return {
    type: name,
    message: told,
    ...(code !== undefined && { code }),
    stack: stack?.replace(message, () => told),
    ...(cause !== undefined && { cause: toldError(cause) }),
  };
}

/** PostgreSQL ends some messages with the value: `invalid input syntax for type integer: "some text"`. */
const withoutValue = (message: string): string => message.replace(/: ".*"/s, ': "…"');
