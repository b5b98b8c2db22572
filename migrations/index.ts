import { Record1770000000001 } from './1-record.ts';
import { Journal1770000000002 } from './2-journal.ts';
import { SharedQuestions1770000000003 } from './3-shared-questions.ts';

/** All migrations, in their order. */
export const MIGRATIONS = [Record1770000000001, Journal1770000000002, SharedQuestions1770000000003];
