import type {
  RecordEvent,
  RecordFigureClaim,
  RecordParty,
  RecordReport,
  RecordResponsibilityClaim,
  RecordSource,
  RecordStatementClaim,
} from '../domain/input.ts';
import type { Position } from './place.ts';

/** Where an input's field stands in the sheet. */
export interface SheetPlace extends Position {
  readonly path: string;
}

/** A record with its entry in the sheet. */
export interface Located<T> {
  readonly value: T;
  /**
   * The sheet's place of an API input's field ("input.figure.words"), for a refusal that comes after reading;
   * the entry's own line and column where the sheet does not hold the field.
   */
  readonly locate: (field: string) => SheetPlace;
}

interface Referring {
  /** The claim's name within its event. */
  readonly ref: string;
  /** The ref of the claim of the same event that this is a part of; its id is not known here. */
  readonly partOfRef: string | null;
}

/** An entry of the list of claims. input.partOf is never set. */
export type SheetClaim = Referring &
  (
    | { readonly kind: 'FIGURE'; readonly input: RecordFigureClaim }
    | { readonly kind: 'STATEMENT'; readonly input: RecordStatementClaim }
    | { readonly kind: 'RESPONSIBILITY'; readonly input: RecordResponsibilityClaim }
  );

/** A sheet's entries in its own order; the sources that `unnamed` stands for come after those it lists. */
export interface SheetRecords {
  readonly parties: readonly Located<RecordParty>[];
  readonly sources: readonly Located<RecordSource>[];
  readonly events: readonly Located<RecordEvent>[];
  readonly reports: readonly Located<RecordReport>[];
  readonly claims: readonly Located<SheetClaim>[];
}
