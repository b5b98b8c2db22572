import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { inject } from 'vitest';

export const ENGINES = ['sqlite', 'postgres'] as const;
export type EngineName = (typeof ENGINES)[number];

/** The URL of a new, empty database; all of them go when the tests end. */
export async function freshDatabaseUrl(engine: EngineName): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  if (engine === 'sqlite') return `sqlite:${join(inject('databaseFolder'), `${name}.sqlite`)}`;
  const url = new URL(inject('postgresUrl'));
  const server = await new DataSource({ type: 'postgres', url: url.href }).initialize();
  try {
    await server.query(`CREATE DATABASE ${name}`);
  } finally {
    await server.destroy();
  }
  url.pathname = name;
  return url.href;
}
