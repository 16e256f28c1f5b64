import * as tf from '@tensorflow/tfjs';

let current: string | undefined;

/**
 * Runs `fn` so that, in a compiled program, the ops in it and the ops of their gradients are placed
 * on this device: `/device:GPU:1`, `GPU:1`, ... The eager program ignores it, since eager TensorFlow.js
 * has one device. A device that is absent is an error when the program is made.
 */
export function onDevice<T>(device: string, fn: () => T): T {
  const outer = current;
  const name = canonicalDevice(device);
  const tape = activeTape();
  const recorded = tape?.length ?? 0;
  current = name;
  try {
    return fn();
  } finally {
    current = outer;
    if (tape && activeTape() === tape) placeGradients(tape.slice(recorded), name);
  }
}

/** The device that ops recorded now belong to. */
export function currentDevice(): string | undefined {
  return current;
}

/** `/device:KIND:INDEX`; throws if the text names no device. */
export function canonicalDevice(device: string): string {
  const match = /(?:^|[/:])(cpu|gpu|tpu|xla_cpu|xla_gpu):(\d+)$/i.exec(device);
  if (!match) throw new Error(`'${device}' is not a device name such as '/device:GPU:0'`);
  return `/device:${(match[1] ?? '').toUpperCase()}:${Number(match[2])}`;
}

type Thunks = Record<string, () => unknown>;

interface TapeEntry {
  /** Gives, per input of the op, a function that computes the gradient by it. */
  gradient?: (...args: never[]) => Thunks;
}

/** TensorFlow.js computes gradients after `fn` has returned, from a tape of what it did. */
function activeTape(): TapeEntry[] | undefined {
  return tf.engine().state.activeTape;
}

function placeGradients(entries: readonly TapeEntry[], device: string): void {
  for (const entry of entries) {
    const { gradient } = entry;
    if (!gradient) continue;
    // An inner `onDevice` has wrapped it already, closer to the op: its device is set last and wins.
    entry.gradient = (...args) => {
      const thunks = onDevice(device, () => gradient(...args));
      return Object.fromEntries(
        Object.entries(thunks).map(([name, thunk]) => [name, () => onDevice(device, thunk)]),
      );
    };
  }
}
