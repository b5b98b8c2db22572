import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';

export const NODE_KINDS = ['party', 'source', 'event', 'report', 'claim', 'assessment'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** A new global id, in the order of its making: "claim_0196…". */
export const newId = (kind: NodeKind | 'key'): string => `${kind}_${uuidv7()}`;

/** SHA-256 of UTF-8 text, lower-case hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
