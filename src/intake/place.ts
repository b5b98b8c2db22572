/** 1-based; columns count UTF-16 code units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a value of a file stands, and the values inside it. */
export interface Place extends Position {
  /** The key that it stands under; null for the root and for list items. */
  readonly key: Position | null;
  readonly children: ReadonlyMap<string, Place>;
}

/** Keys and 0-based indexes from the root inwards. */
export type Path = readonly PropertyKey[];

/** The place at the path, or the deepest on the way to it that the file holds. */
export function placeAt(root: Place, path: Path): Place {
  let place = root;
  for (const step of path) {
    const child = place.children.get(String(step));
    if (!child) break;
    place = child;
  }
  return place;
}

const PLAIN_KEY = /^[\w-]+$/;

/** "claims[3].victims.parties[0]", on one line whatever the keys are. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const key = String(step);
    if (!PLAIN_KEY.test(key)) return `${text}[${JSON.stringify(key)}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
