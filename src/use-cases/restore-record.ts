import { type Holdings, holdingsOf } from '../store/backup.ts';
import { copyRecord } from '../store/copy-record.ts';
import type { Database, Db } from '../store/database.ts';
import { DatabaseError } from '../store/database-error.ts';
import { firstHeldTable } from '../store/schema-version.ts';
import { verifyRecord } from './verify-record.ts';

/** Refuses a backup that is at odds with its journal; says what it holds. */
export async function verifyBackup(backup: Database): Promise<Holdings> {
  const { fault } = await verifyRecord(backup);
  if (fault !== null) throw new DatabaseError(`does not fit its journal: ${fault}`);
  return backup.read((db) => holdingsOf(db));
}

/** Writes all of a verified backup into a database that holds nothing, or nothing of it. */
export async function restoreRecord(backup: Database, target: Database): Promise<void> {
  await target.read(refuseHeld);
  await target.migrate();
  await backup.snapshot((from) =>
    target.write(async (to) => {
      await refuseHeld(to);
      await copyRecord(from, to);
    }),
  );
}

/** Restoring never overwrites. */
async function refuseHeld(db: Db): Promise<void> {
  const table = await firstHeldTable(db);
  if (table !== null) {
    throw new DatabaseError(
      `the database to restore into must be empty, and its table ${table} holds rows; name a new one with --db`,
    );
  }
}
