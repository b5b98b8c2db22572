import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { ENGINES, freshDatabaseUrl } from '../support/databases.ts';
import { startServer } from '../support/server.ts';
import { claimInput, mutationOf, type Recorder, recorderOf } from './recorder.ts';

describe.each(ENGINES)('recording, on %s', (engine) => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;
  let record: Recorder;

  beforeAll(async () => {
    server = await startServer({ databaseUrl: await freshDatabaseUrl(engine), demo: false });
    api = apiOf(server);
    record = recorderOf(api);
    await record.party('reds');
    await record.party('blues');
    await record.source('agency');
    await record.source('army', { kind: 'ARMED_ACTOR', party: 'reds' });
    await record.event('tay', { sides: [{ parties: ['reds'] }, { parties: ['blues'] }] });
    await record.event('other');
    await record.report('report', 'agency');
    await record.report('page', 'agency', { text: 'Ten 💥 died. Later, three died; three were children.' });
  });
  afterAll(() => server.close());

  const figureInput = (more: object = {}): Json =>
    claimInput(
      { event: 'tay', source: 'agency', ...more },
      { outcome: 'KILLED', victims: { parties: ['reds'] }, figure: { words: 'three' } },
    );

  const recordFigure = async (more: object, selection: string): Promise<Json> => {
    const query = mutationOf('recordFigureClaim', `claim { ... on FigureClaim { ${selection} } }`);
    return (await api.read(query, { input: figureInput(more) })).recordFigureClaim.claim;
  };

  const refuseFigure = (more: object) =>
    api.refusal(mutationOf('recordFigureClaim'), { input: figureInput(more) });

  test('a list that is too long is refused before anything in it is looked up', async () => {
    const unknown = (count: number) => Array.from({ length: count }, (_, index) => `nobody-${index}`);
    const attribution = (count: number) => ({ attribution: { source: 'agency', relayedBy: unknown(count) } });
    expect(await refuseFigure(attribution(251))).toMatchObject({
      code: 'BAD_USER_INPUT',
      problems: ['input.attribution.relayedBy: expected at most 250 entries, got 251'],
    });
    const many = await refuseFigure(attribution(250));
    expect(many.problems).toHaveLength(101);
    expect(many.problems[100]).toBe('input: and 150 more problems; mend these first');
  });

  test('a party keeps what is given and has no aliases unless given', async () => {
    const selection = 'party { slug name aliases sources { totalCount } }';
    const input = { slug: 'greens', name: 'Greens' };
    expect(await api.read(mutationOf('recordParty', selection), { input })).toEqual({
      recordParty: { party: { slug: 'greens', name: 'Greens', aliases: [], sources: { totalCount: 0 } } },
    });
    const more = { slug: 'Yellows_1.b', name: 'الصفر', aliases: ['Yellow', '💛'] };
    const { recordParty } = await api.read(mutationOf('recordParty', 'party { slug name aliases }'), {
      input: more,
    });
    expect(recordParty.party).toEqual(more);
  });

  test('a source is named, without grade, party or chain unless told', async () => {
    const selection =
      'source { anonymous reliability aliases party { slug } organOf { slug } origin { slug } }';
    const input = { slug: 'plain', name: 'Plain', kind: 'WITNESS' };
    expect((await api.read(mutationOf('recordSource', selection), { input })).recordSource.source).toEqual({
      anonymous: false,
      reliability: 'F',
      aliases: [],
      party: null,
      organOf: null,
      origin: { slug: 'plain' },
    });
  });

  test('an organ speaks for the nearest party up its chain, and its origin is the root', async () => {
    await record.source('office', { organOf: 'army' });
    await record.source('channel', { organOf: 'office', reliability: 'C' });
    const { source, party } = await api.read(
      '{ source(slug: "channel") { reliability party { slug } organOf { slug } origin { slug } } party(slug: "reds") { sources { nodes { slug } } } }',
    );
    expect(source).toEqual({
      reliability: 'C',
      party: { slug: 'reds' },
      organOf: { slug: 'office' },
      origin: { slug: 'army' },
    });
    expect(party.sources.nodes.map(({ slug }: Json) => slug)).toEqual(['army', 'channel', 'office']);
  });

  test('an UNNAMED source is anonymous whatever is said', async () => {
    const input = { slug: 'unnamed', name: 'Sources', kind: 'UNNAMED', anonymous: false };
    const { recordSource } = await api.read(mutationOf('recordSource', 'source { anonymous }'), { input });
    expect(recordSource.source.anonymous).toBe(true);
  });

  test('an event takes a day, no place and no sides unless told', async () => {
    const selection =
      'event { precision endedAt place { name } sides { label } parent { slug } parts { totalCount } summary { claims lastAssertedAt } }';
    const input = { slug: 'plain', title: 'Plain', startedAt: '2021-04-20T00:00:00+03:00' };
    expect((await api.read(mutationOf('recordEvent', selection), { input })).recordEvent.event).toEqual({
      precision: 'DAY',
      endedAt: null,
      place: null,
      sides: [],
      parent: null,
      parts: { totalCount: 0 },
      summary: { claims: 0, lastAssertedAt: null },
    });
  });

  test('an event keeps its sides, place and parent, and is listed among the parent’s parts', async () => {
    const selection =
      'event { startedAt endedAt place { name latitude longitude } sides { label parties { slug } } parent { parts { nodes { slug } } } }';
    const input = {
      slug: 'north',
      title: 'North',
      startedAt: '2021-04-20T00:00:00+03:00',
      endedAt: '2021-04-20T00:00:00+03:00',
      precision: 'HOUR',
      place: { name: 'Tay', latitude: -90, longitude: 180 },
      sides: [{ label: 'Blue', parties: ['blues'] }, { parties: ['reds'] }],
      parent: 'tay',
    };
    expect((await api.read(mutationOf('recordEvent', selection), { input })).recordEvent.event).toEqual({
      startedAt: '2021-04-19T21:00:00.000Z',
      endedAt: '2021-04-19T21:00:00.000Z',
      place: { name: 'Tay', latitude: -90, longitude: 180 },
      sides: [
        { label: 'Blue', parties: [{ slug: 'blues' }] },
        { label: null, parties: [{ slug: 'reds' }] },
      ],
      parent: { parts: { nodes: [{ slug: 'north' }] } },
    });
  });

  test('a report’s text is kept to the letter and hashed; without one there is no hash', async () => {
    const text = '\ufeffLine one\r\nline two 💥 e\u0301 \u202eright\n';
    const selection =
      'report { text sha256 language publishedPrecision url retrievedAt publisher { slug } claims { totalCount } }';
    const base = { title: 'T', publisher: 'agency', publishedAt: '2021-04-24T00:00:00Z' };
    const held = await api.read(mutationOf('recordReport', selection), {
      input: { ...base, slug: 'held', text },
    });
    expect(held.recordReport.report).toEqual({
      text,
      sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
      language: 'en',
      publishedPrecision: 'DAY',
      url: null,
      retrievedAt: null,
      publisher: { slug: 'agency' },
      claims: { totalCount: 0 },
    });
    const withheld = await api.read(mutationOf('recordReport', selection), {
      input: { ...base, slug: 'withheld' },
    });
    expect(withheld.recordReport.report).toMatchObject({ text: null, sha256: null });
  });

  test('a figure has the contract’s defaults', async () => {
    const selection = `
      ref status revision stance extent note retractedAt assertedAt assertedUntil coversFrom coversTo
      attribution { source { slug } form mode cue follows { slug } relayedBy { slug } }
      victims { scope parties { slug } status demographic unit description }
      figure { min max qualifier best wording rule } perpetrators { slug } partOf { id } parts { id }
      supersedes { id } supersededBy { id } history { revision recordedBy reason changes { field } }`;
    expect(await recordFigure({}, selection)).toEqual({
      ref: null,
      status: 'PUBLISHED',
      revision: 1,
      stance: 'AFFIRMS',
      extent: 'TOTAL',
      note: null,
      retractedAt: null,
      assertedAt: '2021-04-24T00:00:00.000Z',
      assertedUntil: '2021-04-25T00:00:00.000Z',
      coversFrom: null,
      coversTo: null,
      attribution: {
        source: { slug: 'agency' },
        form: 'OTHER',
        mode: 'PARAPHRASE',
        cue: null,
        follows: null,
        relayedBy: [],
      },
      victims: {
        scope: 'PARTIES',
        parties: [{ slug: 'reds' }],
        status: 'UNSPECIFIED',
        demographic: 'ANY',
        unit: 'PERSON',
        description: null,
      },
      figure: { min: 3, max: 3, qualifier: 'EXACT', best: null, wording: 'three', rule: 'exact' },
      perpetrators: [],
      partOf: null,
      parts: [],
      supersedes: null,
      supersededBy: null,
      history: [{ revision: 1, recordedBy: 'admin', reason: null, changes: [] }],
    });
  });

  test('victims are everybody where no party is named', async () => {
    expect(await recordFigure({ victims: {} }, 'victims { scope parties { slug } }')).toEqual({
      victims: { scope: 'ALL', parties: [] },
    });
  });

  test.each([
    ['MINUTE', '2021-04-24T00:01:00.000Z'],
    ['HOUR', '2021-04-24T01:00:00.000Z'],
    ['DAY', '2021-04-25T00:00:00.000Z'],
    ['MONTH', '2021-05-25T00:00:00.000Z'],
    ['YEAR', '2022-04-25T00:00:00.000Z'],
  ])(
    'the window of something said within a %s ends as long after',
    async (assertedPrecision, assertedUntil) => {
      expect(await recordFigure({ assertedPrecision }, 'assertedUntil')).toEqual({ assertedUntil });
      const until = '2021-04-24T00:00:00.001Z';
      expect(await recordFigure({ assertedPrecision, assertedUntil: until }, 'assertedUntil')).toEqual({
        assertedUntil: until,
      });
    },
  );

  test.each([
    [{ min: 3, max: 3 }, { qualifier: 'EXACT' }],
    [{ min: 3 }, { qualifier: 'AT_LEAST', max: null }],
    [
      { min: 3, max: 9, best: 4, wording: 'a platoon' },
      { qualifier: 'RANGE', best: 4, wording: 'a platoon', rule: null },
    ],
    [{ min: 12, max: 24, qualifier: 'VAGUE' }, { qualifier: 'VAGUE' }],
    [{ min: 0, max: 100_000_000 }, { max: 100_000_000 }],
  ])('bounds %j make the figure %j', async (bounds, expected) => {
    const { figure } = await recordFigure(
      { figure: { bounds } },
      'figure { min max best qualifier wording rule }',
    );
    expect(figure).toMatchObject({ min: bounds.min, ...expected });
  });

  describe('a citation', () => {
    const cited = (citation: object) =>
      recordFigure({ citation }, 'citation { report { slug } exact start end paraphrase }');
    const refused = (citation: object) => refuseFigure({ citation });

    test('of a text that is held has the offsets of its words, in code points', async () => {
      expect(await cited({ report: 'page', exact: '💥 died' })).toEqual({
        citation: { report: { slug: 'page' }, exact: '💥 died', start: 4, end: 10, paraphrase: null },
      });
    });

    test('of words that stand there twice needs their start', async () => {
      const { fields, problems } = await refused({ report: 'page', exact: 'three' });
      expect(fields).toEqual(['input.citation.exact']);
      expect(problems[0]).toContain('more than once, at 19 and 31');
      expect(await cited({ report: 'page', exact: 'three', start: 31 })).toMatchObject({
        citation: { start: 31, end: 36 },
      });
    });

    test('of words that are not there, or not at that place, is refused', async () => {
      expect(await refused({ report: 'page', exact: 'Three died' })).toMatchObject({
        fields: ['input.citation.exact'],
      });
      for (const start of [-1, 30, 2_000_000_000]) {
        expect(await refused({ report: 'page', exact: 'three', start })).toMatchObject({
          fields: ['input.citation.start'],
        });
      }
      expect(await refused({ report: 'page', paraphrase: 'So.' })).toMatchObject({
        fields: ['input.citation.exact'],
      });
    });

    test('of a text that is not held is a quote, a paraphrase or both, without offsets', async () => {
      expect(await cited({ report: 'report', exact: 'three died', paraphrase: 'Three.' })).toMatchObject({
        citation: { exact: 'three died', paraphrase: 'Three.', start: null, end: null },
      });
      expect(await refused({ report: 'report' })).toMatchObject({ fields: ['input.citation'] });
      expect(await refused({ report: 'report', exact: 'three', start: 1 })).toMatchObject({
        fields: ['input.citation.start'],
      });
    });
  });

  test('a question of the event can be attached to, another event’s or kind’s not', async () => {
    const statement = (input: object) =>
      api.ask(
        mutationOf(
          'recordStatementClaim',
          'claim { id question { key } ... on StatementClaim { proposition } }',
        ),
        {
          input: claimInput({ event: 'tay', source: 'agency', ...input }),
        },
      );
    const first = (await statement({ proposition: 'The talks failed.' })).data.recordStatementClaim.claim;
    const { key } = first.question;
    const second = (await statement({ question: key, attribution: { source: 'army' } })).data
      .recordStatementClaim.claim;
    expect(second).toMatchObject({ question: { key }, proposition: 'The talks failed.' });
    const figure = await recordFigure({}, 'question { key }');
    for (const question of [figure.question.key, 'tay/STATEMENT/none', '']) {
      const { errors } = await statement({ question });
      expect(errors[0]!.extensions).toMatchObject({
        code: 'NOT_FOUND',
        problems: [{ field: 'input.question' }],
      });
    }
    const elsewhere = await statement({ event: 'other', question: key });
    expect(elsewhere.errors[0]!.extensions.code).toBe('NOT_FOUND');
    for (const both of [{}, { proposition: 'So', question: key }]) {
      const { errors } = await statement(both);
      expect(errors[0]!.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        problems: [{ field: 'input.proposition' }],
      });
    }
  });

  test('an act is told by its words or its question, with whom it is laid on', async () => {
    const selection = 'claim { stance question { key } ... on ResponsibilityClaim { act blamed { slug } } }';
    const act = async (input: object): Promise<Json> =>
      (
        await api.read(mutationOf('recordResponsibilityClaim', selection), {
          input: claimInput({ event: 'tay', source: 'agency', ...input }),
        })
      ).recordResponsibilityClaim.claim;
    const first = await act({ act: 'The shooting' });
    expect(first).toMatchObject({ act: 'The shooting', blamed: [], stance: 'AFFIRMS' });
    const second = await act({
      question: first.question.key,
      blamed: ['reds', 'blues', 'reds'],
      stance: 'DENIES',
    });
    expect(second).toEqual({ ...first, blamed: [{ slug: 'blues' }, { slug: 'reds' }], stance: 'DENIES' });
  });

  test('a part names a whole of the same source, event and question', async () => {
    const whole = await recordFigure({ figure: { words: '35' } }, 'id');
    const part = await recordFigure({ figure: { words: '17' }, partOf: whole.id }, 'id partOf { id }');
    expect(part.partOf).toEqual(whole);
    const { claim } = await api.read(
      'query ($id: ID!) { claim(id: $id) { ... on FigureClaim { parts { id } } } }',
      { id: whole.id },
    );
    expect(claim.parts).toEqual([{ id: part.id }]);
    for (const other of [
      { attribution: { source: 'army' } },
      { event: 'other' },
      { outcome: 'WOUNDED' },
      { victims: { parties: ['reds'], status: 'CIVILIAN' } },
      { coversFrom: '2021-04-20T00:00:00Z' },
    ]) {
      expect(await refuseFigure({ partOf: whole.id, ...other })).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: ['input.partOf'],
      });
    }
    const statement = await record.statement({ event: 'tay', source: 'agency', proposition: 'So' });
    expect(await refuseFigure({ partOf: statement })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['input.partOf'],
    });
    expect(await refuseFigure({ partOf: 'claim_nowhere' })).toMatchObject({
      code: 'NOT_FOUND',
      fields: ['input.partOf'],
    });
  });

  test('recordedAt strictly increases within an event, however many write at once', async () => {
    await record.event('busy');
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        recordFigure({ event: 'busy', ref: `ref-${index}` }, 'id recordedAt'),
      ),
    );
    expect(new Set(claims.map(({ recordedAt }) => recordedAt)).size).toBe(20);
    const { event } = await api.read(
      '{ event(slug: "busy") { summary { claims lastRecordedAt } claims(orderBy: RECORDED_AT_DESC, first: 1) { nodes { recordedAt } } } }',
    );
    expect(event.summary).toEqual({ claims: 20, lastRecordedAt: event.claims.nodes[0].recordedAt });
  });

  test('several mutations of one request each see what those before them did', async () => {
    await record.event('serial');
    const claim = (day: number) =>
      `input: { event: "serial", citation: { report: "report", paraphrase: "So." }, attribution: { source: "agency" },
        proposition: "So", assertedAt: "2021-04-${day}T00:00:00Z" }`;
    const selection = '{ claim { event { summary { claims } } supersedes { assertedAt } } }';
    const data = await api.read(
      `mutation { a: recordStatementClaim(${claim(20)}) ${selection} b: recordStatementClaim(${claim(21)}) ${selection} }`,
    );
    expect(data).toEqual({
      a: { claim: { event: { summary: { claims: 1 } }, supersedes: null } },
      b: {
        claim: { event: { summary: { claims: 2 } }, supersedes: { assertedAt: '2021-04-20T00:00:00.000Z' } },
      },
    });
  });

  test('what is taken already is a CONFLICT, on a claim’s ref within its event alone', async () => {
    const taken = [
      ['recordParty', { slug: 'reds', name: 'Reds' }],
      ['recordSource', { slug: 'agency', name: 'Agency', kind: 'OTHER' }],
      ['recordEvent', { slug: 'tay', title: 'Tay', startedAt: '2021-04-20T00:00:00Z' }],
      [
        'recordReport',
        { slug: 'report', title: 'R', publisher: 'agency', publishedAt: '2021-04-20T00:00:00Z' },
      ],
    ] as const;
    for (const [mutation, input] of taken) {
      expect(await api.refusal(mutationOf(mutation), { input })).toMatchObject({
        code: 'CONFLICT',
        fields: ['input.slug'],
      });
    }
    await recordFigure({ ref: 'mine' }, 'id');
    expect(await refuseFigure({ ref: 'mine' })).toMatchObject({ code: 'CONFLICT', fields: ['input.ref'] });
    expect(await recordFigure({ ref: 'mine', event: 'other' }, 'ref')).toEqual({ ref: 'mine' });
  });

  test('what is named and not there is NOT_FOUND, and nothing is left behind', async () => {
    const missing = [
      [
        'recordSource',
        { slug: 'x', name: 'X', kind: 'OTHER', party: 'none', organOf: 'none' },
        ['input.party', 'input.organOf'],
      ],
      [
        'recordEvent',
        {
          slug: 'x',
          title: 'X',
          startedAt: '2021-04-20T00:00:00Z',
          parent: 'none',
          sides: [{ parties: ['reds', 'none'] }],
        },
        ['input.sides[0].parties[1]', 'input.parent'],
      ],
      [
        'recordReport',
        { slug: 'x', title: 'X', publisher: 'none', publishedAt: '2021-04-20T00:00:00Z' },
        ['input.publisher'],
      ],
      [
        'recordFigureClaim',
        figureInput({
          event: 'none',
          citation: { report: 'none', exact: 'x' },
          attribution: { source: 'none', relayedBy: ['agency', 'none'], follows: 'none' },
          victims: { parties: ['none'] },
          perpetrators: ['none'],
        }),
        [
          'input.event',
          'input.attribution.source',
          'input.attribution.relayedBy[1]',
          'input.attribution.follows',
          'input.victims.parties[0]',
          'input.perpetrators[0]',
          'input.citation.report',
        ],
      ],
      [
        'recordResponsibilityClaim',
        { ...claimInput({ event: 'tay', source: 'agency' }), act: 'So', blamed: ['none'] },
        ['input.blamed[0]'],
      ],
    ] as const;
    const before = await everything();
    for (const [mutation, input, fields] of missing) {
      expect(await api.refusal(mutationOf(mutation), { input })).toMatchObject({ code: 'NOT_FOUND', fields });
    }
    expect(await everything()).toEqual(before);
  });

  const everything = () =>
    api.read('{ claims { totalCount } sources { totalCount } events { totalCount } parties { totalCount } }');

  test('every problem of an input is told at once, each at its field', async () => {
    const before = await everything();
    const problems = await refuseFigure({
      ref: ' ',
      status: 'REJECTED',
      note: '\0',
      idempotencyKey: 'x'.repeat(256),
      citation: { report: 'page', exact: 'nowhere' },
      attribution: { source: 'none', cue: '\ud800' },
      victims: { scope: 'PARTIES', parties: [], description: '' },
      figure: { words: 'an unheard-of number' },
      coversFrom: '2021-04-21T00:00:00Z',
      coversTo: '2021-04-21T00:00:00Z',
      assertedUntil: '2021-04-24T00:00:00Z',
    });
    expect(problems.code).toBe('BAD_USER_INPUT');
    expect([...problems.fields].sort()).toEqual([
      'input.assertedUntil',
      'input.attribution.cue',
      'input.attribution.source',
      'input.citation.exact',
      'input.coversTo',
      'input.figure.words',
      'input.idempotencyKey',
      'input.note',
      'input.ref',
      'input.status',
      'input.victims.description',
      'input.victims.parties',
    ]);
    expect(await everything()).toEqual(before);
  });

  test.each([
    [{ min: -1 }, ['input.figure.bounds.min']],
    [{ min: 5, max: 3 }, ['input.figure.bounds.min']],
    [{ min: 0, max: 100_000_001 }, ['input.figure.bounds.max']],
    [{ min: 3, max: 5, best: 6 }, ['input.figure.bounds.best']],
    [{ min: 3, max: 5, qualifier: 'EXACT' }, ['input.figure.bounds.qualifier']],
    [
      { min: 3, max: 5, best: 9, qualifier: 'AT_LEAST', wording: '' },
      ['input.figure.bounds.wording', 'input.figure.bounds.best', 'input.figure.bounds.qualifier'],
    ],
  ])('bounds %j are refused', async (bounds, fields) => {
    expect(await refuseFigure({ figure: { bounds } })).toMatchObject({ code: 'BAD_USER_INPUT', fields });
  });

  test('other records’ problems too are told at once', async () => {
    const event = {
      slug: '-x',
      title: ' ',
      startedAt: '2021-04-20T00:00:00Z',
      endedAt: '2021-04-19T00:00:00Z',
      place: { name: '', latitude: 91 },
      sides: [{ parties: [] }, { label: '', parties: ['reds', 'reds'] }],
    };
    const refusedEvent = await api.refusal(mutationOf('recordEvent'), { input: event });
    expect(refusedEvent.fields).toEqual([
      'input.slug',
      'input.title',
      'input.endedAt',
      'input.place.name',
      'input.place',
      'input.place.latitude',
      'input.sides[0].parties',
      'input.sides[1].label',
      'input.sides[1].parties[1]',
    ]);
    const source = { slug: 'a b', name: '', kind: 'OTHER', aliases: ['ok', ''], party: 'none' };
    const refusedSource = await api.refusal(mutationOf('recordSource'), { input: source });
    expect(refusedSource).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['input.slug', 'input.name', 'input.aliases[1]', 'input.party'],
    });
    const report = {
      slug: '',
      title: '',
      publisher: 'agency',
      publishedAt: '2021-04-20T00:00:00Z',
      language: 'en glish',
      text: ' ',
    };
    const refusedReport = await api.refusal(mutationOf('recordReport'), { input: report });
    expect(refusedReport.fields).toEqual(['input.slug', 'input.title', 'input.text', 'input.language']);
  });
});
