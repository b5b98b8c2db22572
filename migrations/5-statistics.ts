import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What SQLite's planner knows of the tables, as it would find it in a record of 1,000,000 claims: rows, then rows
 * for each value of an index's first column, of its first two, and so on. Without it the planner takes every index
 * for as good as any other and reads whole tables; with ANALYZE its plans would depend on when somebody ran that.
 * https://www.sqlite.org/fileformat2.html#stat1tab
 */
const STATISTICS: readonly (readonly [table: string, index: string, numbers: string])[] = [
  ['party', 'sqlite_autoindex_party_1', '1000 1'],
  ['source', 'sqlite_autoindex_source_1', '10000 1'],
  ['source_revision', 'sqlite_autoindex_source_revision_1', '12000 2 1'],
  ['source_revision', 'source_revision_party', '12000 200'],
  ['source_revision', 'source_revision_organ_of', '12000 200'],
  ['event', 'sqlite_autoindex_event_1', '50000 1'],
  ['event', 'event_started_at', '50000 13 1'],
  ['event', 'event_parent', '50000 10 2 1'],
  ['event_side', 'sqlite_autoindex_event_side_1', '100000 2 1'],
  ['event_side_party', 'sqlite_autoindex_event_side_party_1', '100000 2 1'],
  ['event_side_party', 'sqlite_autoindex_event_side_party_2', '100000 2 1 1'],
  ['event_side_party', 'event_side_party_party', '100000 400'],
  ['report', 'sqlite_autoindex_report_1', '100000 1'],
  ['claim', 'sqlite_autoindex_claim_1', '1000000 1'],
  ['claim', 'sqlite_autoindex_claim_2', '1000000 20 1'],
  ['claim', 'claim_recorded_at', '1000000 20 1'],
  ['claim_revision', 'sqlite_autoindex_claim_revision_1', '1200000 2 1'],
  ['claim_revision', 'claim_revision_event', '1200000 24 20 20 1'],
  ['claim_revision', 'claim_revision_source', '1200000 400 350 13 1'],
  ['claim_revision', 'claim_revision_report', '1200000 50 45 20 1'],
  ['claim_revision', 'claim_revision_question', '1200000 4 3'],
  ['claim_revision', 'claim_revision_asserted_at', '1200000 1000000 200 1'],
  ['claim_revision', 'claim_revision_changed_at', '1200000 1000000 20 1'],
  ['claim_revision', 'claim_revision_part_of', '1200000 400'],
  ['claim_revision', 'claim_revision_shared', '1200000 400 350 3 2 1'],
  ['claim_party', 'sqlite_autoindex_claim_party_1', '1500000 2 1 1 1'],
  ['claim_party', 'claim_party_party', '1500000 1500 1'],
  ['claim_relay', 'sqlite_autoindex_claim_relay_1', '300000 1 1 1'],
  ['claim_text', 'sqlite_autoindex_claim_text_1', '1000000 1'],
  ['question', 'sqlite_autoindex_question_1', '500000 1'],
  ['question', 'question_event', '500000 10 5'],
  ['assessment', 'assessment_claim', '100000 2 1 1'],
  ['journal', 'sqlite_autoindex_journal_1', '1300000 1'],
  ['journal', 'sqlite_autoindex_journal_2', '1300000 26 1'],
];

/** For SQLite alone: PostgreSQL finds out by itself. */
export class Statistics1770000000005 implements MigrationInterface {
  readonly name = 'Statistics1770000000005';

  async up(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'postgres') return;
    // Makes the table.
    await runner.query('ANALYZE');
    await runner.query('DELETE FROM sqlite_stat1');
    for (const row of STATISTICS) {
      await runner.query('INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)', [...row]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    if (runner.dataSource.options.type === 'postgres') return;
    await runner.query('DELETE FROM sqlite_stat1');
  }
}
