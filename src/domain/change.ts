import type { Agreement } from './agreement.ts';
import type { Claim } from './claim.ts';
import type { ClaimStatus } from './vocabulary.ts';

export type ClaimChangeKind = 'RECORDED' | 'PUBLISHED' | 'REVISED' | 'RETRACTED' | 'REJECTED';

/** A revision of a claim was recorded. It names and does not hold, so that it is small wherever it is sent. */
export interface ClaimChange {
  readonly of: 'CLAIM';
  readonly kind: ClaimChangeKind;
  readonly claim: string;
  readonly revision: number;
  readonly event: string;
  /** Whose it is, and whose it was where the revision gave it to another. */
  readonly sources: readonly string[];
  readonly status: ClaimStatus;
}

/** A row's agreement changed: published claims, reading CUMULATIVE. null: there was, or is, no such row. */
export interface AgreementChange {
  readonly of: 'AGREEMENT';
  readonly event: string;
  /** A claim's revision that answers the question. */
  readonly claim: string;
  readonly revision: number;
  readonly before: Agreement | null;
  readonly after: Agreement | null;
}

export type Change = ClaimChange | AgreementChange;

/** A question as the record holds it at one moment. */
export interface QuestionState {
  /** All claims that answer it, whatever their status. */
  readonly claims: readonly Claim[];
  readonly agreement: Agreement | null;
}

/** By the question's key; a question that nothing answers has none. */
export type QuestionStates = ReadonlyMap<string, QuestionState>;

type Revised = Pick<Claim, 'claimId' | 'revision' | 'event' | 'status' | 'attribution'>;

/** What revisions changed. The states are those of every question that they answer, or answered before. */
export function changesBetween(
  before: QuestionStates,
  after: QuestionStates,
  revisions: readonly Revised[],
): Change[] {
  const earlier = new Map(
    [...before.values()].flatMap(({ claims }) => claims).map((claim) => [claim.claimId, claim]),
  );
  return [
    ...revisions.map((revision) => claimChange(earlier.get(revision.claimId), revision)),
    ...agreementChanges(before, after),
  ];
}

function claimChange(before: Claim | undefined, after: Revised): ClaimChange {
  const sources = [before?.attribution.source ?? after.attribution.source, after.attribution.source];
  return {
    of: 'CLAIM',
    kind: after.revision === 1 ? 'RECORDED' : kindOf(before?.status, after.status),
    claim: after.claimId,
    revision: after.revision,
    event: after.event,
    sources: [...new Set(sources)],
    status: after.status,
  };
}

const kindOf = (before: ClaimStatus | undefined, after: ClaimStatus): ClaimChangeKind =>
  before === undefined || before === after || after === 'DRAFT' ? 'REVISED' : after;

const agreementChanges = (before: QuestionStates, after: QuestionStates): AgreementChange[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, now] = [before.get(key), after.get(key)];
    const [was, is] = [old?.agreement ?? null, now?.agreement ?? null];
    if (was === is) return [];
    // Of the state that has a row: a published claim's words, not a draft's.
    const asking = (is === null ? old! : now!).claims.find(isPublished)!;
    const { claimId, event, revision } = asking;
    return [{ of: 'AGREEMENT', event, claim: claimId, revision, before: was, after: is }];
  });

const isPublished = ({ status }: Claim): boolean => status === 'PUBLISHED' || status === 'RETRACTED';
