import { expect } from 'vitest';
import { claimInput, mutationOf, type RecordMutation } from '../api/recorder.ts';
import type { Api, Json } from '../support/api.ts';

/** One write that is told by its name from every other: a slug, or a claim's note. */
interface Write {
  readonly name: string;
  readonly mutation: RecordMutation;
  readonly input: object;
  /** What acknowledged it; null as long as nobody knows whether it is there. */
  answer: Json;
}

const SELECTIONS = {
  recordParty: 'party { id slug }',
  recordReport: 'report { id slug }',
  recordFigureClaim: 'claim { id note }',
  recordStatementClaim: 'claim { id note }',
} as const;

type Kind = keyof typeof SELECTIONS;

const KINDS = Object.keys(SELECTIONS) as Kind[];

const EVENT = 'crash';

/** What clients wrote through crashes, and what they were told. */
export class WriteLedger {
  readonly #random: () => number;
  readonly #writes: Write[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  get acknowledged(): readonly Write[] {
    return this.#writes.filter(({ answer }) => answer !== null);
  }

  get unacknowledged(): readonly Write[] {
    return this.#writes.filter(({ answer }) => answer === null);
  }

  /** What the claims need; comes again with every start. */
  async prepare(api: Api): Promise<void> {
    const about: [RecordMutation, object][] = [
      ['recordSource', { slug: 'agency', name: 'Agency', kind: 'MEDIA_OUTLET' }],
      ['recordEvent', { slug: EVENT, title: 'Crash', startedAt: '2021-04-20T00:00:00Z' }],
      [
        'recordReport',
        { slug: 'report', title: 'R', publisher: 'agency', publishedAt: '2021-04-24T00:00:00Z' },
      ],
    ];
    for (const [mutation, input] of about) {
      await api.read(mutationOf(mutation), { input: { ...input, idempotencyKey: `the ${mutation}` } });
    }
  }

  /** Writes one after another until the connection breaks. */
  async writeUntilCrash(api: Api): Promise<void> {
    for (;;) {
      const write = this.#newWrite();
      if (!(await this.#send(api, write))) return;
    }
  }

  /** Sends again what was not acknowledged, and some of what was: that is answered as it was the first time. */
  async retry(api: Api, acknowledged: number): Promise<void> {
    for (const write of this.unacknowledged) {
      expect(await this.#send(api, write), `${write.name}, written again`).toBe(true);
    }
    for (const write of this.acknowledged.slice(-acknowledged)) {
      const { mutation, input, answer } = write;
      expect(await api.read(this.#text(write), { input }), `${mutation} ${write.name}, again`).toEqual(
        answer,
      );
    }
  }

  #newWrite(): Write {
    const name = `write-${this.#writes.length}`;
    const mutation = KINDS[Math.floor(this.#random() * KINDS.length)]!;
    const input = { ...this.#content(mutation, name), idempotencyKey: `key of ${name}` };
    const write = { name, mutation, input, answer: null };
    this.#writes.push(write);
    return write;
  }

  #content(mutation: Kind, name: string): object {
    const claim = { event: EVENT, source: 'agency', note: name };
    switch (mutation) {
      case 'recordParty':
        return { slug: name, name };
      case 'recordReport': {
        const text = `${name} `.repeat(1 + Math.floor(this.#random() * 1_000)).trim();
        return { slug: name, title: name, publisher: 'agency', publishedAt: '2021-04-24T00:00:00Z', text };
      }
      case 'recordFigureClaim':
        return claimInput(claim, { outcome: 'KILLED', victims: {}, figure: { words: 'three' } });
      case 'recordStatementClaim':
        return claimInput({ ...claim, proposition: `So it is, says ${name}` });
    }
  }

  #text = ({ mutation }: Write): string => mutationOf(mutation, SELECTIONS[mutation as Kind]);

  /** Whether it was answered: then nothing but that it is recorded. */
  async #send(api: Api, write: Write): Promise<boolean> {
    const answer = await api.ask(this.#text(write), { input: write.input }).catch(() => null);
    if (answer === null) return false;
    expect(answer.errors, `${write.mutation} ${write.name}`).toEqual([]);
    write.answer = answer.data;
    return true;
  }
}
