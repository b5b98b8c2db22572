import type { FastifyBaseLogger } from 'fastify';
import { operationOf, type RequestNotes } from '../service.ts';
import type { Kind } from './observation.ts';

/** What ended. ms: from its arrival to its end. */
interface Ended {
  readonly kind: Kind;
  readonly method: string | undefined;
  readonly path: string;
  readonly status: number | undefined;
  readonly ms: number;
  readonly notes: RequestNotes;
}

/** In characters. */
const LONGEST_PATH = 200;

/** Who showed no key that is known, or may not do what they asked. OWASP ASVS 5.0, 16.3.1 and 16.3.2. */
const TURNED_AWAY = ['UNAUTHENTICATED', 'FORBIDDEN'];

/** One line, of names that the schema, the operator or the client's program gave: never a key, a variable or a text. */
export function logRequest(log: FastifyBaseLogger, { kind, method, path, status, ms, notes }: Ended) {
  const { id, viewer, operationName, cost, codes, fields } = notes;
  const line = {
    requestId: id,
    ...(kind === 'request' ? { method } : { transport: 'websocket' }),
    path: path.slice(0, LONGEST_PATH),
    ...(status !== undefined && { status }),
    ms: Math.round(ms * 10) / 10,
    ...(notes.kind && { operation: operationOf(notes) }),
    ...(fields.length > 1 && { fields }),
    ...(operationName !== null && { operationName }),
    ...(cost !== null && { cost }),
    ...(viewer !== null && { viewer }),
    ...(codes.size > 0 && { codes: [...codes] }),
  };
  // What went wrong here has a line of its own, under the same id.
  if (TURNED_AWAY.some((code) => codes.has(code))) log.warn(line, kind);
  else log.info(line, kind);
}
