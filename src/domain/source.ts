import type { Instant } from './time.ts';
import type { SourceKind, SourceReliability } from './vocabulary.ts';

/** Who asserts, as one revision of the record has it. References are slugs. */
export interface SourceRecord {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: SourceKind;
  /** Nobody can say who it is; always so for UNNAMED. */
  readonly anonymous: boolean;
  readonly reliability: SourceReliability;
  /** The party that it speaks for, where this source itself says so. */
  readonly ownParty: string | null;
  readonly organOf: string | null;
  readonly revision: number;
  /** Whether this is the revision that stands. */
  readonly latest: boolean;
  /** As this record held it then; null: as it stands. */
  readonly recordedBy: Instant | null;
}

/** A source with what follows from its organOf chain. */
export interface Source extends SourceRecord {
  /** The nearest party up the chain. */
  readonly party: string | null;
  /** The root of the chain, itself when it has none: what counts as one origin. */
  readonly origin: string;
}

/** The id of the revision in view: the latest has the source's own. */
export const sourceRevisionId = ({ id, revision, latest }: SourceRecord): string =>
  latest ? id : `${id}~${revision}`;

/** Follows the chains. Every organOf must be among the records; a cycle ends where it begins. */
export function linkSources(records: Iterable<SourceRecord>): Map<string, Source> {
  const bySlug = new Map([...records].map((record) => [record.slug, record]));
  const linked = new Map<string, Source>();
  for (const record of bySlug.values()) {
    const seen = new Set<string>();
    let party: string | null = null;
    let root = record;
    for (let next: SourceRecord | undefined = record; next && !seen.has(next.slug); ) {
      seen.add(next.slug);
      party ??= next.ownParty;
      root = next;
      next = next.organOf === null ? undefined : bySlug.get(next.organOf);
    }
    linked.set(record.slug, { ...record, party, origin: root.slug });
  }
  return linked;
}
