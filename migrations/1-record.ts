import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parties, sources, events, reports and claims, with every revision of sources and claims. */
export class Record1770000000001 implements MigrationInterface {
  readonly name = 'Record1770000000001';

  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    for (const statement of tables(postgres ? 'text COLLATE "C"' : 'text')) await runner.query(statement);
    for (const statement of postgres ? POSTGRES_TEXT : SQLITE_TEXT) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    if (!postgres) await runner.query('DROP TABLE claim_text_index');
    for (const table of TABLES.toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}

const TABLES = [
  'party',
  'source',
  'source_revision',
  'event',
  'event_side',
  'event_side_party',
  'report',
  'claim',
  'claim_revision',
  'claim_party',
  'claim_relay',
  'question',
  'assessment',
  'idempotency',
  'claim_text',
];

/** text: on PostgreSQL with the collation that orders by bytes, as SQLite does and the program expects. */
const tables = (text: string): string[] => [
  `CREATE TABLE party (
    slug ${text} PRIMARY KEY,
    id ${text} NOT NULL UNIQUE,
    name ${text} NOT NULL,
    aliases ${text} NOT NULL,
    recorded_at ${text} NOT NULL,
    recorded_by ${text} NOT NULL
  )`,
  `CREATE TABLE source (
    slug ${text} PRIMARY KEY,
    id ${text} NOT NULL UNIQUE
  )`,
  `CREATE TABLE source_revision (
    source ${text} NOT NULL REFERENCES source (slug),
    revision integer NOT NULL,
    recorded_from ${text} NOT NULL,
    recorded_to ${text} NOT NULL,
    recorded_by ${text} NOT NULL,
    reason ${text},
    name ${text} NOT NULL,
    kind ${text} NOT NULL,
    anonymous boolean NOT NULL,
    aliases ${text} NOT NULL,
    search ${text} NOT NULL,
    party ${text} REFERENCES party (slug),
    organ_of ${text} REFERENCES source (slug),
    reliability ${text} NOT NULL,
    PRIMARY KEY (source, revision),
    CHECK (recorded_from < recorded_to)
  )`,
  'CREATE INDEX source_revision_party ON source_revision (party)',
  'CREATE INDEX source_revision_organ_of ON source_revision (organ_of)',
  `CREATE TABLE event (
    slug ${text} PRIMARY KEY,
    id ${text} NOT NULL UNIQUE,
    title ${text} NOT NULL,
    search ${text} NOT NULL,
    started_at ${text} NOT NULL,
    ended_at ${text},
    precision ${text} NOT NULL,
    place_name ${text},
    latitude double precision,
    longitude double precision,
    parent ${text} REFERENCES event (slug),
    recorded_at ${text} NOT NULL,
    recorded_by ${text} NOT NULL,
    last_recorded_at ${text} NOT NULL
  )`,
  'CREATE INDEX event_started_at ON event (started_at, slug)',
  'CREATE INDEX event_parent ON event (parent, started_at, slug)',
  `CREATE TABLE event_side (
    event ${text} NOT NULL REFERENCES event (slug),
    position integer NOT NULL,
    label ${text},
    PRIMARY KEY (event, position)
  )`,
  `CREATE TABLE event_side_party (
    event ${text} NOT NULL,
    side integer NOT NULL,
    position integer NOT NULL,
    party ${text} NOT NULL REFERENCES party (slug),
    PRIMARY KEY (event, party),
    UNIQUE (event, side, position),
    FOREIGN KEY (event, side) REFERENCES event_side (event, position)
  )`,
  'CREATE INDEX event_side_party_party ON event_side_party (party)',
  `CREATE TABLE report (
    slug ${text} PRIMARY KEY,
    id ${text} NOT NULL UNIQUE,
    title ${text} NOT NULL,
    publisher ${text} NOT NULL REFERENCES source (slug),
    body ${text},
    sha256 ${text},
    published_at ${text} NOT NULL,
    published_precision ${text} NOT NULL,
    url ${text},
    language ${text} NOT NULL,
    retrieved_at ${text},
    recorded_at ${text} NOT NULL,
    recorded_by ${text} NOT NULL,
    CHECK ((body IS NULL) = (sha256 IS NULL))
  )`,
  `CREATE TABLE claim (
    id ${text} PRIMARY KEY,
    event ${text} NOT NULL REFERENCES event (slug),
    ref ${text},
    kind ${text} NOT NULL,
    recorded_at ${text} NOT NULL,
    UNIQUE (event, ref)
  )`,
  'CREATE INDEX claim_recorded_at ON claim (recorded_at, id)',
  `CREATE TABLE claim_revision (
    claim ${text} NOT NULL REFERENCES claim (id),
    revision integer NOT NULL,
    recorded_from ${text} NOT NULL,
    recorded_to ${text} NOT NULL,
    recorded_by ${text} NOT NULL,
    reason ${text},
    status ${text} NOT NULL,
    event ${text} NOT NULL REFERENCES event (slug),
    question ${text} NOT NULL,
    report ${text} NOT NULL REFERENCES report (slug),
    quote ${text},
    quote_start integer,
    quote_end integer,
    paraphrase ${text},
    source ${text} NOT NULL REFERENCES source (slug),
    follows ${text} REFERENCES source (slug),
    form ${text} NOT NULL,
    cue ${text},
    mode ${text} NOT NULL,
    stance ${text} NOT NULL,
    asserted_at ${text} NOT NULL,
    asserted_until ${text} NOT NULL,
    retracted_at ${text},
    note ${text},
    outcome ${text},
    scope ${text},
    victim_status ${text},
    demographic ${text},
    unit ${text},
    description ${text},
    figure_min integer,
    figure_max integer,
    figure_best integer,
    qualifier ${text},
    wording ${text},
    rule ${text},
    extent ${text},
    covers_from ${text},
    covers_to ${text},
    part_of ${text} REFERENCES claim (id),
    proposition ${text},
    PRIMARY KEY (claim, revision),
    CHECK (recorded_from < recorded_to),
    CHECK (asserted_at < asserted_until),
    CHECK (quote IS NOT NULL OR paraphrase IS NOT NULL),
    CHECK (figure_min >= 0 AND (figure_max IS NULL OR figure_min <= figure_max)),
    CHECK ((outcome IS NULL) <> (proposition IS NULL)),
    CHECK ((outcome IS NULL) = (figure_min IS NULL))
  )`,
  'CREATE INDEX claim_revision_event ON claim_revision (event, recorded_to, asserted_at, claim)',
  'CREATE INDEX claim_revision_source ON claim_revision (source, recorded_to, asserted_at, claim)',
  'CREATE INDEX claim_revision_report ON claim_revision (report, recorded_to, asserted_at, claim)',
  'CREATE INDEX claim_revision_question ON claim_revision (question, recorded_to)',
  'CREATE INDEX claim_revision_asserted_at ON claim_revision (recorded_to, asserted_at, claim)',
  'CREATE INDEX claim_revision_changed_at ON claim_revision (recorded_to, recorded_from, claim)',
  'CREATE INDEX claim_revision_part_of ON claim_revision (part_of)',
  `CREATE TABLE claim_party (
    claim ${text} NOT NULL,
    revision integer NOT NULL,
    role ${text} NOT NULL,
    party ${text} NOT NULL REFERENCES party (slug),
    PRIMARY KEY (claim, revision, role, party),
    FOREIGN KEY (claim, revision) REFERENCES claim_revision (claim, revision)
  )`,
  'CREATE INDEX claim_party_party ON claim_party (party, claim)',
  `CREATE TABLE claim_relay (
    claim ${text} NOT NULL,
    revision integer NOT NULL,
    position integer NOT NULL,
    source ${text} NOT NULL REFERENCES source (slug),
    PRIMARY KEY (claim, revision, position),
    FOREIGN KEY (claim, revision) REFERENCES claim_revision (claim, revision)
  )`,
  `CREATE TABLE question (
    key ${text} PRIMARY KEY,
    event ${text} NOT NULL REFERENCES event (slug),
    contradicted boolean NOT NULL
  )`,
  'CREATE INDEX question_event ON question (event, contradicted)',
  `CREATE TABLE assessment (
    id ${text} PRIMARY KEY,
    claim ${text} NOT NULL REFERENCES claim (id),
    credibility ${text} NOT NULL,
    note ${text} NOT NULL,
    assessed_by ${text} NOT NULL,
    assessed_at ${text} NOT NULL
  )`,
  'CREATE INDEX assessment_claim ON assessment (claim, assessed_at, id)',
  `CREATE TABLE idempotency (
    holder ${text} NOT NULL,
    key ${text} NOT NULL,
    digest ${text} NOT NULL,
    subject ${text} NOT NULL,
    recorded_at ${text} NOT NULL,
    PRIMARY KEY (holder, key)
  )`,
];

/** Full text over the words of each claim's latest revision: FTS5 beside a plain table that triggers keep in step. */
const SQLITE_TEXT = [
  'CREATE TABLE claim_text (id integer PRIMARY KEY, claim text NOT NULL UNIQUE REFERENCES claim (id), body text NOT NULL)',
  `CREATE VIRTUAL TABLE claim_text_index USING fts5 (
    body, content = 'claim_text', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
  )`,
  `CREATE TRIGGER claim_text_insert AFTER INSERT ON claim_text BEGIN
    INSERT INTO claim_text_index (rowid, body) VALUES (new.id, new.body);
  END`,
  `CREATE TRIGGER claim_text_delete AFTER DELETE ON claim_text BEGIN
    INSERT INTO claim_text_index (claim_text_index, rowid, body) VALUES ('delete', old.id, old.body);
  END`,
];

const POSTGRES_TEXT = [
  `CREATE TABLE claim_text (
    claim text COLLATE "C" PRIMARY KEY REFERENCES claim (id),
    body text NOT NULL,
    document tsvector NOT NULL GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED
  )`,
  'CREATE INDEX claim_text_document ON claim_text USING gin (document)',
];
