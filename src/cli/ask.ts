import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import type { Command } from 'commander';
import { type ExecutionResult, print } from 'graphql';
import { openService } from '../service.ts';
import { CommandFailure } from './exit.ts';
import { configFor, globalOptions } from './settings.ts';
import { silentLog } from './silent-log.ts';

/** Runs one operation on the database, or on the server that --url names; a refusal fails the command. */
export async function ask<Data, Variables extends Record<string, unknown>>(
  command: Command,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const { url } = globalOptions(command);
  const { data, errors } =
    url === undefined
      ? await askHere(command, document, variables)
      : await askThere(command, url, document, variables);
  if (errors?.[0]) throw new CommandFailure(errors.map(({ message }) => message).join('; '));
  if (data == null) throw new CommandFailure('expected an answer, got none');
  return data;
}

async function askHere<Data, Variables extends Record<string, unknown>>(
  command: Command,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<ExecutionResult<Data>> {
  const service = await openService(configFor(command), silentLog);
  try {
    return await service.execute(document, variables);
  } finally {
    await service.close();
  }
}

async function askThere<Data, Variables>(
  command: Command,
  url: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<ExecutionResult<Data>> {
  const { key } = globalOptions(command);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query: print(document), variables }),
  }).catch((error: Error) => {
    throw new CommandFailure(
      `--url: cannot reach ${url}: ${(error.cause as Error | undefined)?.message ?? error.message}`,
    );
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as ExecutionResult<Data>;
  } catch {
    throw new CommandFailure(
      `--url: expected GraphQL at ${url}, got HTTP ${response.status} and no JSON; end it in /graphql`,
    );
  }
}
