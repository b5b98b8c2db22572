import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** What is refused before it is GraphQL, such as a body that is no JSON or too large, told as GraphQL tells errors. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) {
    return reply
      .code(status)
      .send({ errors: [{ message: error.message, extensions: { code: 'BAD_REQUEST' } }] });
  }
  request.log.error({ err: error, requestId: request.id }, 'unexpected error');
  const message = 'something went wrong here; the operator finds it in the log under the requestId';
  const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: request.id };
  return reply.code(status).send({ errors: [{ message, extensions }] });
}
