import { createHash } from 'node:crypto';

/** The only operations that clients may run, by the SHA-256 of their text. */
export type TrustedDocuments = ReadonlyMap<string, string>;

export const hashOfDocument = (text: string): string => createHash('sha256').update(text).digest('hex');

/** json: `{ "<SHA-256 in hex>": "<text>" }`, as GraphQL Code Generator's client preset writes it. */
export function readTrustedDocuments(json: string): TrustedDocuments {
  const listed: unknown = JSON.parse(json);
  if (listed === null || typeof listed !== 'object' || Array.isArray(listed)) {
    throw new Error('expected an object of texts by their hashes');
  }
  for (const [hash, text] of Object.entries(listed)) {
    if (typeof text !== 'string' || hashOfDocument(text) !== hash) {
      throw new Error(`expected the SHA-256 of its text as the name of each, got "${hash.slice(0, 64)}"`);
    }
  }
  return new Map(Object.entries(listed));
}

/** For clients that send the hash alone. */
export const trustedCache = (trusted: TrustedDocuments) => ({
  get: async (key: string) => trusted.get(key.slice(key.lastIndexOf(':') + 1)),
  set: async () => undefined,
  delete: async () => false,
});
