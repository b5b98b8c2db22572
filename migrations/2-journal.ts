import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One chain of entries an event, '' for records of no event, and where each chain ends. */
export class Journal1770000000002 implements MigrationInterface {
  readonly name = 'Journal1770000000002';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of tables(postgres ? 'text COLLATE "C"' : 'text')) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['journal_head', 'journal']) await runner.query(`DROP TABLE ${table}`);
  }
}

const tables = (text: string): string[] => [
  `CREATE TABLE journal (
    chain ${text} NOT NULL,
    sequence integer NOT NULL,
    at ${text} NOT NULL,
    actor ${text} NOT NULL,
    operation ${text} NOT NULL,
    subject ${text} NOT NULL UNIQUE,
    digest ${text} NOT NULL,
    previous ${text} NOT NULL,
    hash ${text} NOT NULL,
    PRIMARY KEY (chain, sequence)
  )`,
  `CREATE TABLE journal_head (
    chain ${text} PRIMARY KEY,
    sequence integer NOT NULL,
    hash ${text} NOT NULL
  )`,
];
