import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { operationOf, type RequestNotes, type Service } from '../service.ts';
import type { Outcome } from './observation.ts';

/** What is so at the moment when somebody asks. */
interface Now {
  pool(): ReturnType<Service['pool']>;
  subscriptions(): number;
  webSockets(): number;
}

export interface Metrics {
  count(notes: RequestNotes, outcome: Outcome, seconds: number): void;
  laneWaited(milliseconds: number): void;
  /** As Prometheus reads it. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** In seconds; the last is as long as a request may take. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const WAITS = [0.001, 0.005, 0.025, 0.1, 0.25, 1, 5, 60];

export function metricsOf(now: Now): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Counter({
    registers,
    name: 'counterclaim_requests_total',
    help: 'Operations that have ended, over any transport, by kind and root field',
    labelNames: ['operation', 'outcome'],
  });
  const durations = new Histogram({
    registers,
    name: 'counterclaim_request_duration_seconds',
    help: 'From arrival to answer; without subscriptions, which last as long as they are wanted',
    labelNames: ['operation'],
    buckets: DURATIONS,
  });
  const refusals = new Counter({
    registers,
    name: 'counterclaim_refusals_total',
    help: 'Operations that were refused, by code',
    labelNames: ['code'],
  });
  const lane = new Histogram({
    registers,
    name: 'counterclaim_lane_wait_seconds',
    help: 'That work on SQLite waited for the writers before it',
    buckets: WAITS,
  });
  gauge('counterclaim_subscriptions', 'Subscriptions that are open', now.subscriptions);
  gauge('counterclaim_websockets', 'WebSockets that are open', now.webSockets);
  new Gauge({
    registers,
    name: 'counterclaim_postgres_pool',
    help: 'Connections to PostgreSQL: all, those that are free, and work that waits for one',
    labelNames: ['state'],
    collect() {
      for (const [state, connections] of Object.entries(now.pool() ?? {})) this.set({ state }, connections);
    },
  });

  function gauge(name: string, help: string, value: () => number): void {
    new Gauge({
      registers,
      name,
      help,
      collect() {
        this.set(value());
      },
    });
  }

  return {
    count: (notes, outcome, seconds) => {
      const operation = operationOf(notes);
      requests.inc({ operation, outcome });
      if (notes.kind !== 'subscription') durations.observe({ operation }, seconds);
      for (const code of notes.codes) if (code !== 'INTERNAL_SERVER_ERROR') refusals.inc({ code });
    },
    laneWaited: (milliseconds) => lane.observe(milliseconds / 1_000),
    text: () => Registry.merge([registry, processRegistry()]).metrics(),
    contentType: registry.contentType,
  };
}

let ofProcess: Registry | null = null;

/** Of the process there is one, however many servers it has; its measuring starts with the first who asks. */
function processRegistry(): Registry {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}
