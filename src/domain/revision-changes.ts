import type { Claim } from './claim.ts';

/** What a revision changed in a claim. field: a path, "figure.min"; values as text, null where there was none. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What belongs to the revision itself, or follows from other fields. */
const UNTOLD = new Set([
  'claimId',
  'recordedAt',
  'revision',
  'revisedAt',
  'latest',
  'asOf',
  'publishedAt',
  'questionKey',
  'kind',
]);

export function revisionChanges(before: Claim | null, after: Claim): FieldChange[] {
  if (before === null) return [];
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field) ?? null, after: now.get(field) ?? null }))
    .filter((change) => change.before !== change.after);
}

function fieldsOf(value: object, path = ''): Map<string, string | null> {
  return new Map(
    Object.entries(value)
      .filter(([name]) => path !== '' || !UNTOLD.has(name))
      .flatMap(([name, field]): [string, string | null][] => {
        if (field === null) return [[path + name, null]];
        if (Array.isArray(field)) return [[path + name, field.join(', ') || null]];
        return typeof field === 'object'
          ? [...fieldsOf(field, `${path}${name}.`)]
          : [[path + name, String(field)]];
      }),
  );
}
