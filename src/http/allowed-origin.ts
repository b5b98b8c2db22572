import type { IncomingMessage } from 'node:http';

/**
 * Whether no page of another host made a browser ask, but for pages of these origins; `*`: of any. Browsers open
 * WebSockets and event streams for any page, unasked, and name its origin; other clients name none.
 */
export function isAllowedOrigin({ headers }: IncomingMessage, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || origins.includes(origin) || origins.includes('*')) return true;
  return URL.canParse(origin) && new URL(origin).host === host?.toLowerCase();
}
