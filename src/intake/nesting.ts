import type { CST } from 'yaml';

interface Nested {
  readonly token: CST.Token;
  readonly depth: number;
}

/**
 * The first token that lies deeper than `limit` collections, or null. Held against the syntax tree before
 * anything recursive sees it: a few thousand brackets in a row would end the process, not throw.
 */
export function tooDeep(root: CST.Token, limit: number): CST.Token | null {
  const pending: Nested[] = [{ token: root, depth: 0 }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { token, depth } = next;
    if (depth > limit) return token;
    if (token.type === 'document' && token.value) pending.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key) pending.push({ token: key, depth: depth + 1 });
      if (value) pending.push({ token: value, depth: depth + 1 });
    }
  }
  return null;
}
