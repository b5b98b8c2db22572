import type { Logger } from 'pino';

/** What nobody caught leaves the process in a state that nobody knows: told in one line, it ends. OWASP ASVS 5.0, 16.5.4. */
export function endOnUncaught(log: Logger): void {
  const end = (error: unknown): void => {
    log.fatal({ err: error }, 'uncaught error');
    process.exit(1);
  };
  process.once('uncaughtException', end);
  process.once('unhandledRejection', end);
}
