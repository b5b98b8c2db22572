import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Observation, Ongoing } from './observation.ts';

const ongoing = new WeakMap<FastifyRequest, Ongoing>();

/** Of a request to a server whose requests are observed. */
export const ongoingOf = (request: FastifyRequest): Ongoing => ongoing.get(request)!;

/** Each request over HTTP, until its answer is sent or its client has gone; its id is told in a header. */
export function observeRequests(app: FastifyInstance, observation: Observation): void {
  app.addHook('onRequest', async (request, reply) => {
    const { raw, id } = request;
    const one = observation.begin('request', raw, id);
    ongoing.set(request, one);
    reply.header('x-request-id', id);
    reply.raw.once('close', () => one.end(reply.raw.statusCode));
  });
}
