import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml';
import type { Path, Place, Position } from './place.ts';

/** A node as a plain value, with its place. */
export interface YamlValue {
  /** Strings, finite numbers, booleans, lists, mappings; keys without a value are left out. */
  readonly value: unknown;
  readonly place: Place;
}

interface Reading {
  readonly positionOf: (offset: number) => Position;
  readonly report: (offset: number, message: string, path: Path) => void;
}

const MOST_ALIASES = 1000;

/**
 * The value of a document's root. An alias shares the value of its anchor, so that lists of aliases of lists
 * cost what they take in the file.
 */
export function yamlValue(root: Node | null, { positionOf, report }: Reading): YamlValue {
  const anchored = new Map<string, YamlValue>();
  let aliases = 0;
  return read(root, [], null);

  function read(node: Node | null, path: Path, key: Position | null): YamlValue {
    if (isAlias(node)) return readAlias(node, path, key);
    const children = new Map<string, Place>();
    const value = readContent(node, path, children);
    const position = value === null && key ? key : positionOf(startOf(node));
    const found = { value, place: { ...position, key, children } };
    if (node?.anchor) anchored.set(node.anchor, found);
    return found;
  }

  function readContent(node: Node | null, path: Path, children: Map<string, Place>): unknown {
    if (isMap<Scalar, Node | null>(node)) return readMap(node.items, path, children);
    if (isScalar(node)) return readScalar(node, path);
    if (!isSeq<Node>(node)) return null;
    return node.items.map((item, index) => keep(read(item, [...path, index], null), index, children));
  }

  function readMap(pairs: Pair<Scalar, Node | null>[], path: Path, children: Map<string, Place>): unknown {
    const entries = new Map<string, unknown>();
    for (const pair of pairs) {
      const name = String(pair.key.value);
      const keyPath = [...path, name];
      if (entries.has(name)) report(startOf(pair.key), 'this key stands here twice; keep one', keyPath);
      entries.set(name, keep(read(pair.value, keyPath, positionOf(startOf(pair.key))), name, children));
    }
    return Object.fromEntries([...entries].filter(([, value]) => value !== null));
  }

  function readScalar(node: Scalar, path: Path): unknown {
    const plain =
      typeof node.value !== 'number' || (Number.isFinite(node.value) && node.format === undefined);
    if (!plain) report(startOf(node), `expected a number in plain digits, found ${node.source}`, path);
    return node.value;
  }

  function readAlias(alias: Alias, path: Path, key: Position | null): YamlValue {
    aliases += 1;
    if (aliases === MOST_ALIASES + 1) {
      report(startOf(alias), `expected at most ${MOST_ALIASES} aliases; write the values out`, path);
    }
    const position = positionOf(startOf(alias));
    const found = anchored.get(alias.source);
    if (found) return { value: found.value, place: { ...found.place, ...position, key } };
    report(startOf(alias), `expected an anchor &${alias.source} above this alias, found none`, path);
    return { value: null, place: { ...position, key, children: new Map() } };
  }
}

const startOf = (node: Node | null): number => node?.range?.[0] ?? 0;

function keep({ value, place }: YamlValue, step: string | number, children: Map<string, Place>): unknown {
  children.set(String(step), place);
  return value;
}
