import type { ClaimInput } from './build-claim.ts';
import type { Claim } from './claim.ts';

/** A recorded claim as the input that would record it; its figure as bounds, whatever words it was read from. */
export function claimInputOf(claim: Claim): ClaimInput {
  const { event, ref, citation, attribution, stance, note, assertedAt, assertedUntil } = claim;
  const { report, exact, start, paraphrase } = citation;
  const core = {
    event,
    ref,
    citation: { report, exact, start, paraphrase },
    attribution,
    stance,
    note,
    assertedAt,
    assertedPrecision: 'DAY' as const,
    assertedUntil,
  };
  if (claim.kind === 'STATEMENT')
    return { kind: claim.kind, input: { ...core, proposition: claim.proposition } };
  if (claim.kind === 'RESPONSIBILITY') {
    const { act, blamed } = claim;
    return { kind: claim.kind, input: { ...core, act, blamed } };
  }
  const { outcome, victims, figure, extent, partOf, coversFrom, coversTo, perpetrators } = claim;
  const { rule: _rule, ...bounds } = figure;
  const input = {
    ...core,
    outcome,
    victims,
    figure: { bounds },
    extent,
    partOf,
    coversFrom,
    coversTo,
    perpetrators,
  };
  return { kind: claim.kind, input };
}
