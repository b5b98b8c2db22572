import type { ClaimEntry } from './sheet-claim.ts';
import type { SheetClaim } from './sheet-records.ts';
import { isUnnamed, unnamedSlug } from './unnamed.ts';

/** A claim's entry as the input that records it. */
export function claimRecord(entry: ClaimEntry): SheetClaim {
  const { event, report, ref, stance, note, status } = entry;
  const speaker = (word: string) => (isUnnamed(word) ? unnamedSlug(word, report) : word);
  const core = {
    event,
    ref,
    citation: { report, exact: entry.quote, start: entry.start, paraphrase: entry.paraphrase },
    attribution: {
      source: speaker(entry.source),
      relayedBy: entry.relayedBy.map(speaker),
      follows: entry.follows && speaker(entry.follows),
      form: entry.form,
      cue: entry.cue,
      mode: entry.mode,
    },
    stance,
    note,
    assertedAt: entry.assertedAt,
    assertedPrecision: entry.precision,
    assertedUntil: entry.assertedUntil,
    status,
  };
  if ('proposition' in entry) {
    return { kind: 'STATEMENT', ref, partOfRef: null, input: { ...core, proposition: entry.proposition } };
  }
  if ('act' in entry) {
    const { act, blamed } = entry;
    return { kind: 'RESPONSIBILITY', ref, partOfRef: null, input: { ...core, act, blamed } };
  }
  const { outcome, victims, figure, extent, coversFrom, coversTo, perpetrators } = entry;
  const input = { ...core, outcome, victims, figure, extent, coversFrom, coversTo, perpetrators };
  return { kind: 'FIGURE', ref, partOfRef: entry.partOf ?? null, input };
}
