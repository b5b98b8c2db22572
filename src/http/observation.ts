import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { notesOf, operationOf, type RequestNotes, type Service } from '../service.ts';
import { type Metrics, metricsOf } from './metrics.ts';
import { logRequest } from './request-log.ts';
import type { Tracing } from './tracing.ts';

/** What is seen: a request over HTTP, a WebSocket from its opening to its end, an operation over one. */
export type Kind = 'request' | 'connection' | 'operation';

/** ok; refused: the caller can mend it; failed: something went wrong here. */
export type Outcome = 'ok' | 'refused' | 'failed';

/** One that has not ended yet. */
export interface Ongoing {
  readonly notes: RequestNotes;
  /** Does its work, whose statements are its own in traces. */
  run<T>(work: () => T): T;
  /** status: of HTTP. Only the first call counts. */
  end(status?: number): void;
}

/** Sees all that is asked, over whichever transport, for the log, the metrics and the traces. */
export interface Observation {
  begin(kind: Kind, request: IncomingMessage, id?: string): Ongoing;
  readonly metrics: Metrics;
}

export function observationOf(
  service: Service,
  log: FastifyBaseLogger,
  tracing: Tracing | null,
): Observation {
  const ongoing = new Map<RequestNotes, Kind>();
  const count = (holds: (notes: RequestNotes, kind: Kind) => boolean): number =>
    [...ongoing].filter(([notes, kind]) => holds(notes, kind)).length;
  const metrics = metricsOf({
    pool: () => service.pool(),
    subscriptions: () => count((notes) => notes.kind === 'subscription'),
    webSockets: () => count((_, kind) => kind === 'connection'),
  });
  service.observe({ laneWaited: metrics.laneWaited, ...(tracing && { statement: tracing.statement }) });
  return {
    metrics,
    begin: (kind, request, id = uuidv7()) => {
      const came = performance.now();
      const notes = notesOf(id);
      const path = request.url?.split('?')[0] ?? '';
      const span = kind !== 'connection' && path === '/graphql' ? tracing?.begin(request.headers) : undefined;
      ongoing.set(notes, kind);
      return {
        notes,
        run: (work) => (span ? span.run(work) : work()),
        end: (status) => {
          if (!ongoing.delete(notes)) return;
          const ms = performance.now() - came;
          noteStatus(notes, status);
          const outcome = outcomeOf(notes, status);
          logRequest(log, { kind, method: request.method, path, status, ms, notes });
          // Pages and files are no operations.
          if (path !== '/graphql' || (notes.kind === null && outcome === 'ok')) return;
          metrics.count(notes, outcome, ms / 1_000);
          span?.end(operationOf(notes), notes.kind, outcome);
        },
      };
    },
  };
}

/** What is refused before it is GraphQL has a status alone. */
function noteStatus({ codes }: RequestNotes, status: number | undefined): void {
  if (codes.size > 0 || status === undefined || status < 400 || status >= 500) return;
  codes.add(status === 429 ? 'RATE_LIMITED' : 'BAD_REQUEST');
}

function outcomeOf({ codes }: RequestNotes, status = 200): Outcome {
  if (codes.has('INTERNAL_SERVER_ERROR') || status === 500) return 'failed';
  return codes.size > 0 || status >= 400 ? 'refused' : 'ok';
}
