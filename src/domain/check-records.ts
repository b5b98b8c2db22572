import { Findings } from './findings.ts';
import type { RecordEvent, RecordParty, RecordReport, RecordSource } from './input.ts';
import { refuseLongLists } from './long-lists.ts';
import { isSlug } from './slug.ts';
import { checkText } from './text.ts';

/**
 * What can be said of an input by itself, before the record is asked. Fields are paths from "input". A list that is
 * too long is refused at once.
 */

export function checkParty(party: RecordParty): Findings {
  const findings = new Findings();
  checkSlug(findings, party.slug);
  checkNames(findings, party);
  return findings;
}

export function checkSource(source: RecordSource): Findings {
  const findings = new Findings();
  checkSlug(findings, source.slug);
  checkNames(findings, source);
  return findings;
}

export function checkEvent(event: RecordEvent): Findings {
  refuseLongLists({
    'input.sides': event.sides,
    'input.sides.parties': event.sides.flatMap(({ parties }) => parties),
  });
  const findings = new Findings();
  checkSlug(findings, event.slug);
  checkText(findings, 'input.title', event.title, 'name');
  if (event.endedAt != null && event.endedAt < event.startedAt) {
    findings.add('input.endedAt', `the event ends (${event.endedAt}) before it starts (${event.startedAt})`);
  }
  checkPlace(findings, event.place);
  const seen = new Set<string>();
  event.sides.forEach((side, index) => {
    checkText(findings, `input.sides[${index}].label`, side.label, 'name');
    if (side.parties.length === 0)
      findings.add(`input.sides[${index}].parties`, 'expected a party at least, got none');
    side.parties.forEach((party, place) => {
      const field = `input.sides[${index}].parties[${place}]`;
      if (seen.has(party))
        findings.add(field, `"${party}" stands on a side already; a party has one place in an event`);
      seen.add(party);
    });
  });
  return findings;
}

export function checkReport(report: RecordReport): Findings {
  const findings = new Findings();
  checkSlug(findings, report.slug);
  checkText(findings, 'input.title', report.title, 'name');
  checkText(findings, 'input.text', report.text, 'report');
  if (report.url != null && !isWebAddress(report.url)) {
    findings.add(
      'input.url',
      `expected an absolute http or https address, got "${report.url.slice(0, 200)}"`,
    );
  }
  if (!isLanguage(report.language)) {
    findings.add(
      'input.language',
      `expected a BCP 47 tag such as "en" or "ar-SY", got "${report.language.slice(0, 50)}"`,
    );
  }
  return findings;
}

function checkSlug(findings: Findings, slug: string): void {
  if (isSlug(slug)) return;
  const rule = "letters, digits, '-', '_' and '.', beginning with a letter or digit, at most 100 characters";
  findings.add('input.slug', `expected ${rule}, got "${slug.slice(0, 100)}"`);
}

function checkNames(findings: Findings, { name, aliases }: RecordParty | RecordSource): void {
  refuseLongLists({ 'input.aliases': aliases });
  checkText(findings, 'input.name', name, 'name');
  aliases.forEach((alias, index) => {
    checkText(findings, `input.aliases[${index}]`, alias, 'name');
  });
}

function checkPlace(findings: Findings, place: RecordEvent['place']): void {
  if (place == null) return;
  checkText(findings, 'input.place.name', place.name, 'name');
  const { latitude, longitude } = place;
  if ((latitude == null) !== (longitude == null)) {
    findings.add('input.place', 'expected latitude and longitude or neither, got one');
  }
  checkDegrees(findings, 'input.place.latitude', latitude, 90);
  checkDegrees(findings, 'input.place.longitude', longitude, 180);
}

function checkDegrees(
  findings: Findings,
  field: string,
  degrees: number | null | undefined,
  limit: number,
): void {
  if (degrees != null && !(Math.abs(degrees) <= limit)) {
    findings.add(field, `expected degrees from -${limit} to ${limit}, got ${degrees}`);
  }
}

/** Absolute http(s): nothing that a page would run, nor what a parser of addresses would drop. */
export function isWebAddress(text: string): boolean {
  return WEB_ADDRESS.test(text) && text.length <= 2_000 && URL.canParse(text);
}

const WEB_ADDRESS = /^https?:\/\/(?!\/)[^\s\p{Control}\p{Surrogate}]+$/iu;

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
