/** A JSON value of a row: text as SQLite hands it over, parsed already as PostgreSQL's driver does. */
export const jsonOf = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T;
