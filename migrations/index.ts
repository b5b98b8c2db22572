import { Record1770000000001 } from './1-record.ts';

/** All migrations, in their order. */
export const MIGRATIONS = [Record1770000000001];
