/** Commands say what went wrong themselves. */
export const silentLog = { error: (): void => undefined };
