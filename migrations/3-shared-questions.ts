import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What finds the questions that sources share without reading their claims. */
export class SharedQuestions1770000000003 implements MigrationInterface {
  readonly name = 'SharedQuestions1770000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX claim_revision_shared ON claim_revision (source, recorded_to, event, question, status)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX claim_revision_shared');
  }
}
