import { type Logger, pino } from 'pino';
import type { Config } from '../../src/config.ts';
import { LIMITS, type Limits } from '../../src/domain/limits.ts';
import { createServer } from '../../src/http/server.ts';
import { PATHS } from '../../src/paths.ts';
import { openService } from '../../src/service.ts';

export const ADMIN_KEY = 'a-key-of-the-tests-alone';

/** So that one request can ask many things; what the limits do is tested with those that are usual. */
const WIDE: Limits = {
  ...LIMITS,
  aliases: 1_000,
  selections: 20_000,
  cost: 10_000_000,
  body: 16 * 1024 * 1024,
  tokens: 10_000,
};

/** The real server on a free port, with the demo on a database in memory unless told otherwise. */
export async function startServer({
  databaseUrl = 'sqlite::memory:',
  demo = true,
  log = pino({ level: 'silent' }),
  ...settings
}: Partial<Config> & { log?: Logger } = {}) {
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    databaseUrl,
    adminKey: ADMIN_KEY,
    public: true,
    demo,
    limits: WIDE,
    pointsAMinute: null,
    cors: [],
    trustedProxies: [],
    trustedDocuments: null,
    logLevel: 'silent',
    traces: null,
    serviceName: 'counterclaim',
    ...settings,
  };
  const service = await openService(config, log);
  const app = await createServer(service, { log, playground: PATHS.playground, config });
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
