import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const nodeModules = join(import.meta.dirname, '../../node_modules');
const { version } = createRequire(import.meta.url)(join(nodeModules, '@sparticuz/chromium/package.json'));
const home = join(nodeModules, '.cache', `chromium-${version}`);

/** A real, headless Chromium, out of the npm package that carries it: nothing is downloaded or installed. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(home)) await unpack();
  return chromium.launch({
    executablePath: join(home, 'chromium'),
    // The package's own libraries, for machines without NSS.
    env: { ...process.env, LD_LIBRARY_PATH: join(home, 'al2023/lib') },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

// In a process of its own, because the package unpacks into the temporary directory, and brings its libraries along
// only where the environment is that of Amazon Linux 2023. Renamed when whole: test files unpack side by side.
async function unpack() {
  await mkdir(join(home, '..'), { recursive: true });
  const fresh = await mkdtemp(`${home}-`);
  const script =
    "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: nodeModules,
      env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' },
    });
    await rename(fresh, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
