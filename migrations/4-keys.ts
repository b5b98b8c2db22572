import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may do what: keys, each as a hash that shows nothing of its secret. */
export class Keys1770000000004 implements MigrationInterface {
  readonly name = 'Keys1770000000004';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    await runner.query(table(postgres ? 'text COLLATE "C"' : 'text'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access_key');
  }
}

const table = (text: string): string =>
  `CREATE TABLE access_key (
    id ${text} PRIMARY KEY,
    prefix ${text} NOT NULL UNIQUE,
    digest ${text} NOT NULL,
    name ${text} NOT NULL UNIQUE,
    role ${text} NOT NULL,
    events ${text},
    created_at ${text} NOT NULL,
    created_by ${text} NOT NULL,
    expires_at ${text},
    revoked_at ${text},
    last_used_at ${text}
  )`;
