import type { IncomingMessage } from 'node:http';

/**
 * Whether no page of another host made a browser ask. Browsers open WebSockets and event streams for any page, unasked,
 * and name its origin; other clients name none.
 */
export function isOwnOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host?.toLowerCase());
}
