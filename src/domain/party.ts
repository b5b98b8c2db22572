/** An armed side of a conflict, or one part of it. */
export interface Party {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly aliases: readonly string[];
}
