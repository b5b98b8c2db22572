import { Record1770000000001 } from './1-record.ts';
import { Journal1770000000002 } from './2-journal.ts';
import { SharedQuestions1770000000003 } from './3-shared-questions.ts';
import { Keys1770000000004 } from './4-keys.ts';
import { Statistics1770000000005 } from './5-statistics.ts';

/** All migrations, in their order. */
export const MIGRATIONS = [
  Record1770000000001,
  Journal1770000000002,
  SharedQuestions1770000000003,
  Keys1770000000004,
  Statistics1770000000005,
];
