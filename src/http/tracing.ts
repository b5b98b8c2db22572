import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Outcome } from './observation.ts';

/** Traces of operations: a span each, and one within it for each statement of the database. */
export interface Tracing {
  /** headers: of the request, whose `traceparent` is continued. */
  begin(headers: IncomingHttpHeaders): TracedOperation;
  /** A statement begins; what comes back ends it. */
  statement(engine: string, sql: string): () => void;
  /** Sends what is left, for as long as that may hold a server's end up. */
  close(): Promise<void>;
}

export interface TracedOperation {
  run<T>(work: () => T): T;
  end(name: string, type: string | null, outcome: Outcome): void;
}

/** In milliseconds. */
const LONGEST_GOODBYE = 2_000;

/** endpoint: of a collector, which takes OTLP over HTTP under `/v1/traces`. service: this program's name there. */
export function startTracing(endpoint: string, service: string): Tracing {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: LONGEST_GOODBYE,
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  const tracer = provider.getTracer('counterclaim');
  const current = new AsyncLocalStorage<Context>();
  return {
    begin: ({ traceparent }) => {
      const parent = remoteParent(traceparent);
      const span = tracer.startSpan('unparsed', { kind: SpanKind.SERVER }, parent);
      const context = trace.setSpan(parent, span);
      return {
        run: (work) => current.run(context, work),
        end: (name, type, outcome) => {
          span.updateName(name);
          if (type) span.setAttribute('graphql.operation.type', type);
          if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    statement: (engine, sql) => {
      const parent = current.getStore();
      if (!parent) return () => undefined;
      const { verb, table } = summaryOf(sql);
      const span = tracer.startSpan(
        table ? `${verb} ${table}` : verb,
        {
          kind: SpanKind.CLIENT,
          attributes: {
            'db.system': engine,
            'db.operation': verb,
            ...(table && { 'db.collection.name': table }),
          },
        },
        parent,
      );
      return () => span.end();
    },
    close: async () => {
      const late = new Promise((resolve) => setTimeout(resolve, LONGEST_GOODBYE).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
function remoteParent(header: unknown): Context {
  const [, traceId, spanId, flags] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(String(header)) ?? [];
  if (!traceId || !spanId || /^0+$/.test(traceId) || /^0+$/.test(spanId)) return ROOT_CONTEXT;
  const traceFlags = Number.parseInt(flags!, 16) & 1;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}

/** The verb, and the first table that the statement names. */
function summaryOf(sql: string): { verb: string; table: string | undefined } {
  const [verb = ''] = /[a-z]+/i.exec(sql) ?? [];
  const [, table] = /\b(?:FROM|INTO|UPDATE)\s+"?([a-z_]+)/i.exec(sql) ?? [];
  return { verb: verb.toUpperCase(), table };
}
