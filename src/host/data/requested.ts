import { withUnsaid } from '../../base/index.ts';
import type { NetworkValue, TrainValue } from '../../language/index.ts';
import type { Run } from '../../store/index.ts';

/** More blocks than this are a damaged number. */
export const mostBlocks = 100_000;

/** The network that a training's run.json asks for; null where it is none, for the file is not trusted. */
export function networkOf(run: Run | null): NetworkValue | null {
  return networkOfValue(run?.request.network?.value);
}

export function networkOfValue(value: unknown): NetworkValue | null {
  if (!isObject(value)) return null;
  const { stages, input, stem, block, head } = value;
  const isWhole =
    Array.isArray(stages) &&
    stages.every(s => isObject(s) && isCount(s['blocks']) && isCount(s['filters'])) &&
    Array.isArray(input) &&
    input.length === 3 &&
    isObject(stem) &&
    isObject(block) &&
    isObject(head);
  return isWhole ? (withUnsaid(value) as NetworkValue) : null;
}

/** The recipe that a training's run.json asks for, as far as plans need it; null where it is none. */
export function recipeOf(run: Run | null): TrainValue | null {
  const value = run?.request.value;
  if (run?.request.kind !== 'train' || !isObject(value)) return null;
  const isWhole = typeof value['epochs'] === 'number' && isObject(value['rate']);
  return isWhole ? (value as unknown as TrainValue) : null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= mostBlocks;
}
