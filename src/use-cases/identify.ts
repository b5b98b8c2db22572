import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../domain/refusal.ts';
import { ANYBODY, type Viewer } from '../domain/role.ts';

const digest = (key: string): Buffer => createHash('sha256').update(key).digest();

/** Who shows this key; none is a reader. adminKey: null where nobody may write. */
export function identify(key: string | null, adminKey: string | null): Viewer {
  if (key === null) return ANYBODY;
  // Digests are of one length, so that the time of comparing tells nothing.
  if (adminKey !== null && timingSafeEqual(digest(key), digest(adminKey))) {
    return { name: 'admin', role: 'ADMIN', known: true };
  }
  throw new Refusal(
    'UNAUTHENTICATED',
    'the key is not known here; ask the operator for one, or send none to read',
  );
}

const BEARER = /^Bearer +([\x21-\x7e]+) *$/i;

/** The key of an Authorization header; null where there is none. */
export function bearerKey(header: string | undefined): string | null {
  if (header === undefined || header === '') return null;
  const key = BEARER.exec(header)?.[1];
  if (key === undefined) {
    throw new Refusal('UNAUTHENTICATED', 'expected the header "Authorization: Bearer KEY", got another form');
  }
  return key;
}
