import type { Citation } from './claim.ts';
import type { Findings } from './findings.ts';
import type { CitationInput } from './input.ts';
import type { Report } from './report.ts';

/**
 * Ties a claim to the words of its report. Where the text is held, the words must stand in it, at `start`
 * if given and exactly once if not; they are never searched for approximately. Offsets are Unicode code
 * points, as in the W3C's TextPositionSelector.
 */
export function cite(input: CitationInput, report: Report, findings: Findings): Citation {
  const exact = input.exact ?? null;
  const citation = {
    report: report.slug,
    exact,
    start: null,
    end: null,
    paraphrase: input.paraphrase ?? null,
  };
  if (report.text === null) {
    if (input.start != null) {
      findings.add(
        'input.citation.start',
        `the text of report "${report.slug}" is not held, so it has no offsets`,
      );
    }
    if (exact === null && citation.paraphrase === null) {
      findings.add('input.citation', 'expected exact, paraphrase or both, got neither');
    }
    return citation;
  }
  if (exact === null) {
    const message = `the text of report "${report.slug}" is held: give exact, the words that make the claim`;
    findings.add('input.citation.exact', message);
    return citation;
  }
  const place = placeOf(report.text, exact, input.start ?? null);
  if ('problem' in place) {
    findings.add(place.field, place.problem);
    return citation;
  }
  return { ...citation, ...place };
}

type Place = { start: number; end: number } | { field: string; problem: string };

function placeOf(text: string, exact: string, start: number | null): Place {
  const field = 'input.citation.exact';
  const length = [...exact].length;
  if (start !== null) {
    const points = [...text];
    if (start >= 0 && points.slice(start, start + length).join('') === exact)
      return { start, end: start + length };
    const first = text.indexOf(exact);
    const found = first < 0 ? 'they stand nowhere in it' : `they first stand at ${pointsBefore(text, first)}`;
    return {
      field: 'input.citation.start',
      problem: `the report's text does not have these words at ${start} (in code points from 0); ${found}`,
    };
  }
  const first = text.indexOf(exact);
  if (first < 0)
    return { field, problem: 'these words do not stand in the report’s text; copy them exactly' };
  const second = text.indexOf(exact, first + 1);
  if (second >= 0) {
    const places = `${pointsBefore(text, first)} and ${pointsBefore(text, second)}`;
    return {
      field,
      problem: `these words stand in the text more than once, at ${places}; say which with start`,
    };
  }
  const from = pointsBefore(text, first);
  return { start: from, end: from + length };
}

const pointsBefore = (text: string, index: number): number => [...text.slice(0, index)].length;
