import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tensor } from '@tensorflow/tfjs';
import { withTemporaryFolder } from '../../../system/index.ts';
import { fetchName, reachable, type GraphNode, type Value } from '../graph/graph.ts';
import type { NativeBackend } from '../native.ts';
import { encodeSavedModel, TAG } from './encode.ts';

/** A graph that TensorFlow has loaded, with its variables. */
export interface Session {
  /** Feeds values, runs what the fetched values need, and returns these in order. */
  run(feeds: readonly (readonly [Value, Tensor])[], fetches: readonly Value[]): Tensor[];
  close(): void;
}

/**
 * Loads the part of a graph that the roots need. The SavedModel format is the one way into a
 * session that tfjs-node offers; the file exists only while it is read.
 * @throws UserError where the folder for temporary files cannot take it.
 */
export function openSession(backend: NativeBackend, roots: readonly GraphNode[]): Session {
  const id = withTemporaryFolder('tensorflow-program', folder => {
    writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(reachable(roots)));
    return backend.loadSavedModelMetaGraph(folder, TAG);
  });
  let open = true;
  return {
    run(feeds, fetches) {
      if (!open) throw new Error('the program was disposed');
      return backend.runSavedModel(
        id,
        feeds.map(([, tensor]) => tensor),
        feeds.map(([value]) => ({ name: fetchName(value) })),
        fetches.map(fetchName),
      );
    },
    close() {
      if (open) backend.deleteSavedModel(id);
      open = false;
    },
  };
}
