import { Findings } from './findings.ts';
import type { RecordKey } from './input.ts';
import { checkText } from './text.ts';
import { type Instant, parseInstant } from './time.ts';
import type { Role } from './vocabulary.ts';

/** What is kept of a key: all but its secret, of which there is a hash. */
export interface Key {
  readonly id: string;
  /** What tells it from others in lists and logs; no secret. */
  readonly prefix: string;
  /** Unique for ever: the record names who wrote by it. */
  readonly name: string;
  readonly role: Role;
  /** Slugs of the events where the role holds; null: everywhere. */
  readonly events: readonly string[] | null;
  readonly createdAt: Instant;
  readonly createdBy: string;
  /** From then on it holds no more; null: it has no such end. */
  readonly expiresAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** To the minute, near enough. */
  readonly lastUsedAt: Instant | null;
}

/** Whether the key lets anybody do anything now. */
export const isInForce = (key: Pick<Key, 'expiresAt' | 'revokedAt'>, now: Instant): boolean =>
  key.revokedAt === null && !hasExpired(key, now);

export const hasExpired = ({ expiresAt }: Pick<Key, 'expiresAt'>, now: Instant): boolean =>
  expiresAt !== null && expiresAt <= now;

/** 48 random bits in front, by which the key is looked up, and 256 that are secret: "cc_PREFIX_SECRET", base64url. */
const KEY = /^cc_([\w-]{8})_[\w-]{43}$/;

export const keyText = (prefix: string, secret: string): string => `cc_${prefix}_${secret}`;

/** The prefix of what is shown as a key; null where it is no key of this kind. */
export const prefixOf = (key: string): string | null => KEY.exec(key)?.[1] ?? null;

/** Names by which the record knows writers without such a key. */
const RESERVED = new Set(['admin', 'operator', 'anybody', 'import', 'demo']);

/** Names that are one when they are read: nobody writes under what looks like the name of another. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\u200c\u200d]/g, '')
    .trim()
    .toLowerCase();

const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;

const LONGEST_NAME = 100;
/** To which a key may be kept. */
export const MOST_EVENTS = 100;

/** What can be said of a key to be made by itself, before the record is asked. */
export function checkKey({ name, role, events, expiresAt }: RecordKey, now: Instant): Findings {
  const findings = new Findings();
  checkName(findings, name);
  checkScope(findings, role, events ?? null);
  const end = expiresAt == null ? null : parseInstant(expiresAt);
  if (expiresAt != null && end === null) {
    findings.add(
      'input.expiresAt',
      `expected an RFC 3339 instant such as "2030-01-01T00:00:00Z", got "${expiresAt.slice(0, 100)}"`,
    );
  }
  if (end !== null && end <= now) {
    findings.add(
      'input.expiresAt',
      `expected a time after now (${now}), got ${end}; leave it out for a key without end`,
    );
  }
  return findings;
}

function checkName(findings: Findings, name: string): void {
  const field = 'input.name';
  checkText(findings, field, name, 'name');
  if (name.length > LONGEST_NAME) {
    findings.add(field, `expected at most ${LONGEST_NAME} characters, got ${name.length}`);
  }
  if (name !== name.trim()) findings.add(field, 'expected no white space at its ends');
  if (UNSEEN.test(name)) {
    findings.add(
      field,
      'expected characters that are seen, got one that breaks or turns lines, or is invisible',
    );
  }
  if (RESERVED.has(foldName(name))) {
    findings.add(field, `the record calls others "${name.trim()}"; take the name of whoever holds the key`);
  }
}

function checkScope(findings: Findings, role: Role, events: readonly string[] | null): void {
  if (events === null) return;
  const field = 'input.events';
  if (events.length === 0)
    findings.add(field, 'expected an event at least, got none; leave it out for all events');
  if (events.length > MOST_EVENTS) {
    findings.add(field, `expected at most ${MOST_EVENTS} events, got ${events.length}`);
  }
  if (role === 'ADMIN') {
    findings.add(field, 'an ADMIN makes keys for every event and cannot be kept to some; leave it out');
  }
  if (role === 'READER') {
    findings.add(field, 'a READER reads every event and cannot be kept to some; leave it out');
  }
}
