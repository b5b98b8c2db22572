import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, whether this runs from src or, compiled, from dist. */
const root = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
})();

/** What the program reads from its own folder. */
export const PATHS = {
  package: join(root, 'package.json'),
  schema: join(root, 'schema'),
  demo: join(root, 'src', 'demo'),
  playground: join(root, 'dist', 'playground'),
};
