import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { startServer } from '../support/server.ts';

const LOSSES = `lossReporting {
  party { slug } perspective shared comparisons lower equal higher overlapping explanation
}`;

describe('the reporting of losses in the demo', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let api: Api;

  beforeAll(async () => {
    server = await startServer();
    api = apiOf(server, null);
  });
  afterAll(() => server.close());

  const lossReporting = async (slug: string) =>
    (await api.read(`query ($slug: String!) { source(slug: $slug) { ${LOSSES} } }`, { slug })).source
      .lossReporting;

  test('shows to anybody that a side gave lower figures of its own losses than others', async () => {
    expect(await lossReporting('ndf')).toEqual([
      {
        ...{ party: { slug: 'ndf' }, perspective: 'OWN_LOSSES', shared: 1, comparisons: 3 },
        ...{ lower: 2, equal: 1, higher: 0, overlapping: 0 },
        explanation:
          'National Defense Forces’s figures for the losses of National Defense Forces, held against others’ on ' +
          '1 shared question in 3 comparisons, are lower in 2 and equal in 1; furthest apart: ' +
          'National Defense Forces’s “three” (3) killed in “Clashes in Tay neighbourhood, Qamishli, April 2021” ' +
          'on 24 April 2021 and Syrian Observatory for Human Rights’s “six” (6) on 24 April 2021.',
      },
    ]);
  });

  test('shows each party once to whoever counted the losses of several', async () => {
    expect(await lossReporting('sohr')).toMatchObject([
      { party: { slug: 'asayish' }, perspective: 'THIRD_PARTY', shared: 1, higher: 1, overlapping: 3 },
      { party: { slug: 'ndf' }, perspective: 'THIRD_PARTY', shared: 3, lower: 1, equal: 1, higher: 3 },
    ]);
  });

  test('is empty for a source whose figures nobody else gave', async () => {
    expect(await lossReporting('shafaq-news')).toEqual([]);
  });
});
