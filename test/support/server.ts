import { pino } from 'pino';
import { createServer } from '../../src/http/server.ts';
import { PATHS } from '../../src/paths.ts';
import { openService } from '../../src/service.ts';

export const ADMIN_KEY = 'a-key-of-the-tests-alone';

/** The real server on a free port, with the demo on a database in memory unless told otherwise. */
export async function startServer({
  databaseUrl = 'sqlite::memory:',
  demo = true,
  log = pino({ level: 'silent' }),
} = {}) {
  const config = { port: 0, host: '127.0.0.1', databaseUrl, adminKey: ADMIN_KEY, demo, logLevel: 'silent' };
  const service = await openService(config, log);
  const app = await createServer(service, { log, playground: PATHS.playground });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    service,
    close: async () => {
      await app.close();
      await service.close();
    },
  };
}
