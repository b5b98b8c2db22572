import type { EntityManager, ObjectLiteral } from 'typeorm';
import type { Change } from '../domain/change.ts';
import type { Turns } from '../turns.ts';
import { chunksOf } from './chunks.ts';
import type { Db } from './database.ts';
import type { Dialect } from './dialect.ts';

/** Rows a statement, of some forty values each. */
const ROWS = 500;

interface Within {
  /** Takes what is announced. */
  readonly announced?: Change[];
  readonly signal?: AbortSignal | undefined;
  /** Runs statements elsewhere than on the manager's connection. */
  readonly run?: (sql: string, values: readonly unknown[]) => Promise<unknown[]>;
  /** When statements are run that hold the thread. */
  readonly turns?: Turns;
}

/** Statements on the manager's connection. */
export function dbOf(
  manager: EntityManager,
  dialect: Dialect,
  { announced = [], signal, run = (sql, values) => manager.query(sql, [...values]), turns }: Within = {},
): Db {
  const inTurn = <T>(statement: () => Promise<T>): Promise<T> => (turns ? turns.run(statement) : statement());
  return {
    dialect,
    rows: <Row>(sql: string, parameters: ObjectLiteral = {}) =>
      inTurn(async () => {
        signal?.throwIfAborted();
        const [query, values] = manager.dataSource.driver.escapeQueryWithParameters(sql, parameters);
        return (await run(query, values.map(withoutNul))) as Row[];
      }),
    insert: async (table, rows) => {
      for (const some of chunksOf(rows, ROWS)) {
        const insertion = manager.createQueryBuilder().insert().into(table);
        insertion.values([...some]).updateEntity(false);
        await inTurn(() => insertion.execute());
      }
    },
    announce: (changes) => {
      for (const change of changes) announced.push(change);
    },
  };
}

/** PostgreSQL takes no U+0000, which no text of the record holds: with a character that no name has, it is found nowhere. */
const withoutNul = (value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
