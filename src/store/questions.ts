import { chunksOf } from './chunks.ts';
import type { Db } from './database.ts';
import { type QuestionRow, questionTable } from './tables.ts';

/** Keeps what is known of these questions without comparing their claims anew; forgets those that nothing answers. */
export async function putQuestions(
  db: Db,
  keys: readonly string[],
  questions: readonly QuestionRow[],
): Promise<void> {
  for (const some of chunksOf(keys)) {
    await db.rows('DELETE FROM question WHERE question.key IN (:...some)', { some });
  }
  await db.insert(questionTable, questions);
}
