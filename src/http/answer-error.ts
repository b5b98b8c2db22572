import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';

/** What is refused before it is GraphQL, such as a body that is no JSON or too large, told as GraphQL tells errors. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) {
    const message = error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? tooLarge(request) : error.message;
    return reply.code(status).send({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] });
  }
  request.log.error({ err: error, requestId: request.id }, 'unexpected error');
  const message = 'something went wrong here; the operator finds it in the log under the requestId';
  const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: request.id };
  return reply.code(status).send({ errors: [{ message, extensions }] });
}

const tooLarge = ({ routeOptions }: FastifyRequest): string =>
  `expected a body of at most ${routeOptions.bodyLimit} bytes; send less at once, or have a sheet imported`;
