import type { Claim } from '../domain/claim.ts';
import type { Findings } from '../domain/findings.ts';
import type { Report } from '../domain/report.ts';
import { mayRead, type Viewer } from '../domain/role.ts';
import { claimsById, claimsByQuestion } from '../store/claims.ts';
import type { Db } from '../store/database.ts';
import { eventsBySlug } from '../store/events.ts';
import { partiesBySlug } from '../store/parties.ts';
import { reportsBySlug } from '../store/reports.ts';
import { sourcesBySlug } from '../store/sources.ts';

type Lookup<T> = (db: Db, keys: readonly string[]) => Promise<Map<string, T>>;

/** What was found, or is as good as found, in this transaction: by "noun slug". */
export type Kept = Map<string, unknown>;

/** Looks up what inputs name, each thing once a transaction, and finds fault where it is not there. */
export class References {
  readonly #db: Db;
  readonly #findings: Findings;
  readonly #kept: Kept;

  constructor(db: Db, findings: Findings, kept: Kept = new Map()) {
    this.#db = db;
    this.#findings = findings;
    this.#kept = kept;
  }

  party = (field: string, slug: string) => this.#find('party', field, slug, partiesBySlug);
  source = (field: string, slug: string) => this.#find('source', field, slug, sourcesBySlug);
  event = (field: string, slug: string) => this.#find('event', field, slug, eventsBySlug);
  report = (field: string, slug: string): Promise<Report | null> =>
    this.#find('report', field, slug, reportsBySlug);

  /** reader: what this viewer may not read is not there; left out: everything is. */
  claim = (field: string, id: string, reader?: Viewer): Promise<Claim | null> =>
    this.#find('claim', field, id, async (db, ids) => {
      const found = await claimsById(db, ids);
      return reader ? new Map([...found].filter(([, claim]) => mayRead(reader, claim))) : found;
    });

  async parties(field: string, slugs: readonly string[]): Promise<void> {
    for (const [index, slug] of slugs.entries()) await this.party(`${field}[${index}]`, slug);
  }

  async sources(field: string, slugs: readonly string[]): Promise<void> {
    for (const [index, slug] of slugs.entries()) await this.source(`${field}[${index}]`, slug);
  }

  /** A claim of this kind and event that answers the question. */
  async questionClaim(field: string, key: string, event: string, kind: Claim['kind']): Promise<Claim | null> {
    const claims = await claimsByQuestion(this.#db, [key]);
    const claim = claims.find((candidate) => candidate.event === event && candidate.kind === kind) ?? null;
    if (claim === null)
      this.#findings.add(
        field,
        `event "${event}" has no question of this kind with the key "${key}"`,
        'NOT_FOUND',
      );
    return claim;
  }

  async #find<T>(noun: string, field: string, key: string, lookup: Lookup<T>): Promise<T | null> {
    const place = `${noun} ${key}`;
    const kept = this.#kept.get(place) as T | undefined;
    if (kept !== undefined) return kept;
    const found = (await lookup(this.#db, [key])).get(key);
    if (found === undefined)
      this.#findings.add(field, `there is no ${noun} "${key}"; record it first`, 'NOT_FOUND');
    else this.#kept.set(place, found);
    return found ?? null;
  }
}
