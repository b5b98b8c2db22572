import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readFigure } from '../../src/domain/read-figure.ts';
import type { FigureQualifier } from '../../src/domain/vocabulary.ts';

interface GoldClaim {
  readonly id: string;
  /** The words of the quantity; null where the victims are enumerated. */
  readonly number_text: string | null;
  readonly min: number;
  readonly max: number | null;
  readonly qualifier: string;
}

const GOLD = fileURLToPath(new URL('../../../shared/data/gold/', import.meta.url));

/** The annotators' words for qualifiers. ABOUT and UP_TO are left out: there their bounds differ from ours. */
const QUALIFIERS: Readonly<Record<string, FigureQualifier>> = {
  EXACTLY: 'EXACT',
  AT_LEAST: 'AT_LEAST',
  MORE_THAN: 'MORE_THAN',
  BETWEEN: 'RANGE',
  DOZENS: 'VAGUE',
  UNSPECIFIED: 'VAGUE',
};

/** Rightly refused: a slip of the pen, an ordinal with its noun, and "some", which says only that it is not none. */
const NOT_READ = ['at least at 85', 'first fatality', 'some'];

describe.skipIf(!existsSync(GOLD))('the annotated figures (skipped without ../shared/data/gold)', () => {
  const claims = existsSync(GOLD) ? goldClaims() : [];

  test('are there', () => {
    expect(claims.length).toBeGreaterThan(90);
  });

  test.each(claims)('$file $id: "$number_text" is read as annotated', (claim) => {
    const { number_text, min, max, qualifier } = claim;
    if (NOT_READ.includes(number_text.toLowerCase())) {
      expect(readFigure(number_text)).toBeNull();
      return;
    }
    expect(QUALIFIERS).toHaveProperty(qualifier);
    expect(readFigure(number_text)).toMatchObject({ min, max, qualifier: QUALIFIERS[qualifier] });
  });
});

function goldClaims(): (GoldClaim & { number_text: string; file: string })[] {
  const files = readdirSync(GOLD).filter((name) => /^(\d+|seed)\.json$/.test(name));
  return files.flatMap((file) => {
    const claims: GoldClaim[] = JSON.parse(readFileSync(GOLD + file, 'utf8'));
    return claims.flatMap((claim) =>
      claim.number_text === null ? [] : { ...claim, number_text: claim.number_text, file },
    );
  });
}
