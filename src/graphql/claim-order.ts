import type { PageRequest } from '../use-cases/connection.ts';
import type { ClaimOrderField, ClaimOrder as Order } from '../use-cases/list-claims.ts';
import type { ClaimOrder } from './generated/resolvers.ts';
import { pageRequest } from './pagination.ts';

const FIELDS: Record<ClaimOrder, ClaimOrderField> = {
  ASSERTED_AT_ASC: 'assertedAt',
  ASSERTED_AT_DESC: 'assertedAt',
  RECORDED_AT_ASC: 'recordedAt',
  RECORDED_AT_DESC: 'recordedAt',
  CHANGED_AT_ASC: 'revisedAt',
  CHANGED_AT_DESC: 'revisedAt',
};

export const claimOrder = (order: ClaimOrder): Order => ({
  field: FIELDS[order],
  descending: order.endsWith('DESC'),
});

export const claimPage = ({
  orderBy,
  ...page
}: Parameters<typeof pageRequest>[0] & { orderBy: ClaimOrder }): PageRequest =>
  pageRequest(page, `claims ${orderBy}`);
