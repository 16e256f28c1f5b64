import { flowText, formatCount } from '../base/index.ts';
import { layers, readNetwork } from '../language/index.ts';
import type { RunRequest } from '../record/index.ts';
import type { Change } from '../protocol/index.ts';
import { summaryOf } from './networks.ts';

/** What was asked, key by key as the field says it: `rate.cosine` to `0.5 to 0.001`. In order. */
export type Asked = ReadonlyMap<string, string>;

/** What a run asks for: its recipe or study, its network, and what was set for it. From disk, so of any shape. */
export function askedOf(
  request: Pick<RunRequest, 'kind' | 'value' | 'network' | 'variant'>,
): Asked {
  const { kind, value, network, variant } = request;
  return askedOfValues(kind, value, network, kind === 'train' ? variant.seed : null);
}

/** The same of checked values; `seed` null: it is not told. */
export function askedOfValues(
  kind: string,
  value: unknown,
  network: { readonly name: string; readonly value: unknown } | null,
  seed: number | null,
): Asked {
  const found = new Map<string, string>();
  if (network !== null) {
    found.set('network', network.name);
    addNetwork(found, network.value);
  }
  const skipped = new Set(kind === 'train' ? ['network', 'seeds'] : []);
  flatten(found, '', value, skipped);
  if (seed !== null) found.set('seed', String(seed));
  return found;
}

/** Where two differ, in the order of the newer; a key that one of them lacks is `–` there. */
export function changesBetween(old: Asked, now: Asked): Change[] {
  const paths = new Set([...now.keys(), ...old.keys()]);
  return [...paths].flatMap(path => {
    const [before, after] = [old.get(path) ?? '–', now.get(path) ?? '–'];
    return before === after ? [] : [{ path, old: before, new: after }];
  });
}

/** What papers say of a network stands first. */
function addNetwork(found: Map<string, string>, value: unknown): void {
  const network = readNetwork(value);
  const summary = network && summaryOf(network, 1);
  if (summary) {
    found.set('depth', String(summary.depth));
    found.set('parameters', formatCount(summary.trainableParameters));
  }
  flatten(found, '', network ?? value, new Set());
}

function flatten(
  found: Map<string, string>,
  prefix: string,
  value: unknown,
  skipped: ReadonlySet<string>,
): void {
  if (!isObject(value)) return;
  for (const [name, part] of Object.entries(value)) {
    if (skipped.has(name)) continue;
    const path = `${prefix}${fieldName(name)}`;
    const special = specials[path];
    if (special !== undefined) for (const [p, text] of special(part, path)) found.set(p, text);
    else if (isObject(part)) flatten(found, `${path}.`, part, new Set());
    else if (!found.has(path)) found.set(path, textOf(part));
  }
}

type Special = (value: unknown, path: string) => Iterable<readonly [path: string, text: string]>;

/** Values that people write in another form than the checked value has. */
const specials: Readonly<Record<string, Special>> = {
  rate: function* (value, path) {
    if (!isObject(value)) {
      yield [path, textOf(value)];
      return;
    }
    const { kind, rate, max, min, restarts, at, factor } = value;
    if (kind === 'cosine') yield ['rate.cosine', `${textOf(max)} to ${textOf(min)}`];
    if (Array.isArray(restarts) && restarts.length > 0) yield ['rate.restarts', textOf(restarts)];
    if (kind === 'constant') yield ['rate', textOf(rate)];
    if (kind === 'steps')
      yield ['rate.steps', `${textOf(rate)}, × ${textOf(factor)} at ${textOf(at)}`];
  },
  optimizer: function* (value) {
    if (!isObject(value)) return;
    const { kind, ...others } = value;
    yield ['optimizer', textOf(kind)];
    for (const [name, part] of Object.entries(others))
      yield [`optimizer.${fieldName(name)}`, textOf(part)];
  },
  stages: function* (value) {
    if (!Array.isArray(value)) return;
    for (const key of ['blocks', 'filters', 'stride'])
      yield [key, value.map(stage => textOf(isObject(stage) ? stage[key] : null)).join('-')];
  },
  init: function* (value, path) {
    if (!isObject(value)) {
      yield [path, textOf(value)];
      return;
    }
    const { kind, c, scale } = value;
    const law = c === undefined ? textOf(kind) : `${textOf(kind)} ${textOf(c)}`;
    yield [path, scale === undefined ? law : `${law}, scale ${textOf(scale)}`];
  },
  'block.layers': layerList('block'),
  'block.after': layerList('after'),
  'stem.layers': layerList('stem.layers'),
  'head.layers': layerList('head'),
};

function layerList(path: string): Special {
  return function* (value) {
    if (!Array.isArray(value)) return;
    yield [path, value.length === 0 ? 'none' : value.map(layerText).join(', ')];
  };
}

/** `conv 3`, as the notebook says it. */
function layerText(value: unknown): string {
  const name = isObject(value) ? value['layer'] : undefined;
  const descriptor = typeof name === 'string' ? layers.get(name) : undefined;
  if (descriptor === undefined) return textOf(value);
  const argument = descriptor.format(value as Parameters<typeof descriptor.format>[0]);
  return argument.startsWith(descriptor.layer)
    ? argument
    : `${descriptor.layer} ${argument}`.trim();
}

const longestText = 200;

function textOf(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  if (value === true) return 'yes';
  if (value === false) return 'no';
  const text =
    typeof value === 'string' ? value : flowText(value as Parameters<typeof flowText>[0]);
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

/** Keys are written with hyphens in a notebook. */
function fieldName(name: string): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
