/** A database that cannot be opened or used; the message is one line for whoever started the program. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
}
