import type { Db } from './database.ts';
import { type QuestionRow, questionTable } from './tables.ts';

/** Keeps what is known of questions without comparing their claims anew. */
export async function putQuestions(db: Db, questions: readonly QuestionRow[]): Promise<void> {
  if (questions.length === 0) return;
  const keys = questions.map((question) => question.key);
  await db.rows('DELETE FROM question WHERE question.key IN (:...keys)', { keys });
  await db.insert(questionTable, questions);
}
