import type { NetworkSummary } from '../network/index.ts';
import {
  count,
  exactly,
  flag,
  listOf,
  number,
  orNull,
  shape,
  words,
  type Of,
  type Schema,
} from '../untrusted/index.ts';
import { text } from './wire.ts';

const numbers = listOf(number);
/** Height, width, channels; or a vector of so many. */
type Sizes = NetworkSummary['layers'][number]['in'];
const sizes = numbers as Schema<Sizes>;

const counts = {
  in: sizes,
  out: sizes,
  trainableParameters: number,
  otherParameters: number,
  macs: number,
  activationBytes: number,
  receptiveField: number,
};

const layer = shape({
  ...counts,
  name: text,
  layer: text,
  block: orNull(text),
  place: words('stem', 'transition', 'branch', 'gate', 'shortcut', 'after', 'head'),
});

const block = shape({
  ...counts,
  name: text,
  stage: number,
  shortcut: words('identity', 'pad', 'projection', 'none'),
  step: number,
});

const summary: Schema<NetworkSummary> = shape({
  name: orNull(text),
  depth: number,
  batch: number,
  trainableParameters: number,
  otherParameters: number,
  macs: number,
  activationBytes: number,
  trainingMemoryBytes: number,
  receptiveField: number,
  layers: listOf(layer),
  blocks: listOf(block),
});

const stage = shape({
  /** Blocks of the stage: [first, behind the last) in `summary.blocks`. */
  from: count,
  to: count,
  out: numbers,
  trainableParameters: number,
});

const viewFields = {
  name: text,
  summary,
  stages: listOf(stage),
  /** Input shape [height, width, channels]. */
  input: numbers,
  classes: number,
};

export const networkQuery = shape({
  kind: exactly('network'),
  /** A network cell of the notebook by its name. */
  network: text,
  /** Batch for which memory is counted; null: of a recipe that uses it, else 100. */
  batch: orNull(number),
});

export const networkData = shape({
  kind: exactly('network'),
  ...viewFields,
  /** The text has errors now; this is its last valid state. */
  isOfEarlierText: flag,
  /** By stage (from 0): the line of the document (from 0) that describes it; null where there is none. */
  lines: listOf(orNull(count)),
});

/** The network that a run trains. */
export const trainedQuery = shape({
  kind: exactly('trained'),
  run: text,
  /** As grown to so many; null: as it was at first. */
  blocks: orNull(number),
});

export const trainedData = shape({ kind: exactly('trained'), run: text, ...viewFields });

export type StageView = Of<typeof stage>;
/** What a diagram shows of a network. */
export type NetworkView = Omit<NetworkData, 'kind' | 'isOfEarlierText' | 'lines'>;
export type NetworkQuery = Of<typeof networkQuery>;
export type NetworkData = Of<typeof networkData>;
export type TrainedQuery = Of<typeof trainedQuery>;
export type TrainedData = Of<typeof trainedData>;
