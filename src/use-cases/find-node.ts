import type { Assessment } from '../domain/assessment.ts';
import type { Claim } from '../domain/claim.ts';
import type { Event } from '../domain/event.ts';
import type { Party } from '../domain/party.ts';
import type { Report } from '../domain/report.ts';
import { mayRead, type Viewer } from '../domain/role.ts';
import type { Source } from '../domain/source.ts';
import { assessmentById } from '../store/assessments.ts';
import { claimsById } from '../store/claims.ts';
import type { Database } from '../store/database.ts';
import { eventById } from '../store/events.ts';
import { NODE_KINDS, type NodeKind } from '../store/ids.ts';
import { partyById } from '../store/parties.ts';
import { reportById } from '../store/reports.ts';
import { sourceSlugById, sourcesBySlug } from '../store/sources.ts';
import { findClaim } from './find-claim.ts';

export type NodeValue = Party | Source | Event | Report | Claim | Assessment;

/** Anything that has a global id; null where there is none for the viewer. */
export async function findNode(database: Database, viewer: Viewer, id: string): Promise<NodeValue | null> {
  const kind = nodeKindOf(id);
  return kind === null ? null : FIND[kind](database, viewer, id);
}

/** The kind that an id begins with: "claim_…". */
export const nodeKindOf = (id: string): NodeKind | null =>
  NODE_KINDS.find((kind) => id.length < 100 && id.startsWith(`${kind}_`) && ID.test(id)) ?? null;

const ID = /^[a-z]+_[0-9a-f-]{36}(~[1-9]\d{0,8})?$/;

const FIND: Record<NodeKind, (database: Database, viewer: Viewer, id: string) => Promise<NodeValue | null>> =
  {
    party: (database, _viewer, id) => database.read((db) => partyById(db, id)),
    event: (database, _viewer, id) => database.read((db) => eventById(db, id)),
    report: (database, _viewer, id) => database.read((db) => reportById(db, id)),
    claim: findClaim,
    source: (database, _viewer, id) =>
      database.read(async (db) => {
        const slug = await sourceSlugById(db, id);
        return slug === null ? null : ((await sourcesBySlug(db, [slug])).get(slug) ?? null);
      }),
    assessment: (database, viewer, id) =>
      database.read(async (db) => {
        const assessment = await assessmentById(db, id);
        const claim = assessment && (await claimsById(db, [assessment.claim])).get(assessment.claim);
        return claim && mayRead(viewer, claim) ? assessment : null;
      }),
  };
