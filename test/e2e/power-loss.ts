import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';
import { join } from 'node:path';

const DURABLE = '.durable';

/** In bytes: what a disk writes whole. */
const SECTOR = 512;

/** Why losing power cannot be simulated here; null where it can. */
export function whyNoPowerLoss(): string | null {
  if (platform() !== 'linux') return 'losing power is simulated on Linux alone';
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return null;
  } catch {
    return 'losing power needs a C compiler named cc to be simulated';
  }
}

/** Builds power-loss.c into a folder; says what makes a process keep what of `databases` is durable. */
export function durableImages(folder: string, databases: string): Record<string, string> {
  const library = join(folder, 'power-loss.so');
  const source = join(import.meta.dirname, 'power-loss.c');
  execFileSync('cc', ['-shared', '-fPIC', '-O2', '-Wall', '-Werror', '-o', library, source, '-ldl']);
  return { LD_PRELOAD: library, POWER_LOSS_FOLDER: databases };
}

/**
 * Leaves of a folder's files what a disk would hold, once no process has them open: what was synced, and of what
 * was written since, the sectors that chance keeps.
 */
export function losePower(databases: string, keeps: () => boolean): void {
  for (const name of readdirSync(databases).filter((other) => !other.includes(DURABLE))) {
    const file = join(databases, name);
    const durable = `${file}${DURABLE}`;
    if (name.endsWith('-shm') || !existsSync(durable)) {
      rmSync(file);
      continue;
    }
    const left = someSectors(readFileSync(durable), readFileSync(file), keeps);
    writeFileSync(file, left);
    writeFileSync(durable, left);
  }
}

function someSectors(synced: Buffer, written: Buffer, keeps: () => boolean): Buffer {
  const sectors: Buffer[] = [];
  for (let start = 0; start < Math.max(synced.length, written.length); start += SECTOR) {
    const [before, after] = [synced, written].map((image) => image.subarray(start, start + SECTOR));
    const left = before!.equals(after!) || !keeps() ? before! : after!;
    // A sector that the file did not reach yet, below one that it did: it reads as zeros.
    sectors.push(left);
  }
  return withoutHoles(sectors);
}

function withoutHoles(sectors: Buffer[]): Buffer {
  const last = sectors.findLastIndex((sector) => sector.length > 0);
  const zeros = Buffer.alloc(SECTOR);
  return Buffer.concat(
    sectors.slice(0, last + 1).map((sector, index) => {
      if (index === last || sector.length === SECTOR) return sector;
      return Buffer.concat([sector, zeros.subarray(sector.length)]);
    }),
  );
}
