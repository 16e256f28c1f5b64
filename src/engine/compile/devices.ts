import type { NativeBackend } from './native.ts';
import { Graph, reachable, type GraphNode } from './graph/graph.ts';
import { openSession } from './savedModel/session.ts';
import { canonicalDevice } from './trace/device.ts';

/** Throws if a node is placed on a device that this machine does not have. */
export function checkDevices(backend: NativeBackend, roots: readonly GraphNode[]): void {
  const wanted = new Set(reachable(roots).flatMap(node => node.device ?? []));
  if (wanted.size === 0) return;
  const present = presentDevices(backend);
  // TensorFlow itself refuses a device that it lacks, in more words.
  if (present === undefined) return;
  for (const device of wanted) {
    if (!present.includes(device)) {
      throw new Error(`device '${device}' does not exist; this machine has ${present.join(', ')}`);
    }
  }
}

/**
 * The devices of TensorFlow; undefined where it does not tell. The native module does not list them,
 * but TensorFlow does when it is asked for one that cannot exist. A module that was not built here
 * cuts the answer at 500 characters, which is 7 devices.
 */
export function presentDevices(backend: NativeBackend): string[] | undefined {
  const graph = new Graph();
  const impossible = graph.constant(
    { shape: [], dtype: 'float32', values: new Float32Array(1) },
    '/device:GPU:9999',
  );
  try {
    const session = openSession(backend, [impossible.node]);
    try {
      for (const tensor of session.run([], [impossible])) tensor.dispose();
    } finally {
      session.close();
    }
    return undefined;
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const names = /available devices are \[([^\]]*)\]/.exec(text)?.[1];
    return names
      ?.split(',')
      .map(name => name.trim())
      .filter(name => /:(CPU|GPU):\d+$/.test(name))
      .map(canonicalDevice);
  }
}
