/** What one request may ask for at once. */
export interface Limits {
  /** Lexical tokens of the operation's text. */
  readonly tokens: number;
  /** Fields within fields; introspection aside. */
  readonly depth: number;
  /** Fields under another name than their own, fragments written out. */
  readonly aliases: number;
  /** Directives, fragments written out. */
  readonly directives: number;
  /** Fields, fragments written out. */
  readonly selections: number;
  /** Points: about as many fields as its answer would hold, with full pages. */
  readonly cost: number;
  /** Fields that an answer holds, a text one for each 100 letters: what its cost could not foresee. */
  readonly fields: number;
  /** Bytes of a request's body, and of one message over WebSocket. */
  readonly body: number;
  /** Seconds that it may take. */
  readonly seconds: number;
  /** Operations at once over one WebSocket; WebSockets, and event streams, at once of one address. */
  readonly subscriptions: number;
}

/** Unless the operator sets others. */
export const LIMITS: Limits = {
  tokens: 1_000,
  depth: 12,
  aliases: 15,
  directives: 20,
  selections: 500,
  cost: 50_000,
  fields: 100_000,
  body: 256 * 1024,
  seconds: 10,
  subscriptions: 100,
};
