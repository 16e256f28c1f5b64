import type { Tensor, TensorInfo } from '@tensorflow/tfjs';
import { describe } from '../checks.ts';
import type { Binding, NativeBackend } from '../native.ts';
import type { Recorder } from './recorder.ts';
import { whileTracing } from './tracing.ts';

/** Says what a tensor from outside is, if it is known, e.g. `the initial value of 'w'`. */
export type Naming = (tensor: TensorInfo) => string | undefined;

/**
 * Runs `fn` with the native module of tfjs-node replaced by a recorder: every op that TensorFlow.js
 * would execute lands in the graph. Restores it whatever happens.
 */
export function recording<T>(
  backend: NativeBackend,
  recorder: Recorder,
  fnName: string,
  nameOf: Naming,
  fn: () => T,
): T {
  const native = backend.binding;
  const setData = backend.tensorMap.set.bind(backend.tensorMap);
  const handlesOf = backend.getInputTensorIds.bind(backend);
  const own = new WeakSet<object>();
  const restore = [
    replace(backend, 'binding', shadowOf(native, recorder)),
    replace(backend.tensorMap, 'set', (dataId: object, value: unknown) => {
      own.add(dataId);
      setData(dataId, value);
    }),
    // Looks at data ids, not at handles: TensorFlow.js gives a tensor its handle at its first use,
    // so one that was made before tracing may still look as if it were made now.
    replace(backend, 'getInputTensorIds', (tensors: readonly TensorInfo[]) => {
      for (const tensor of tensors) {
        if (!own.has(tensor.dataId)) throw new Error(foreign(fnName, tensor, nameOf(tensor)));
      }
      return handlesOf(tensors);
    }),
  ];
  try {
    return whileTracing(fn);
  } finally {
    for (const undo of restore) undo();
  }
}

/** The native module's properties are read-only: a shadow object records and forwards the rest. */
function shadowOf(native: Binding, recorder: Recorder): Binding {
  const shadow = Object.create(native) as Binding;
  const define = <K extends keyof Binding>(key: K, value: Binding[K]) =>
    Object.defineProperty(shadow, key, { value });
  define('createTensor', (shape, dtype, values) => recorder.addConstant(shape, dtype, values));
  define('executeOp', (op, attributes, ids, outputs) =>
    recorder.record(op, attributes, ids, outputs),
  );
  define('tensorDataSync', id => (id < 0 ? recorder.read(id) : native.tensorDataSync(id)));
  return shadow;
}

function replace<T extends object, K extends keyof T>(target: T, key: K, value: T[K]): () => void {
  const before = Object.getOwnPropertyDescriptor(target, key);
  Object.defineProperty(target, key, { value, configurable: true, writable: true });
  return () => {
    if (before) Object.defineProperty(target, key, before);
    else Reflect.deleteProperty(target, key);
  };
}

function foreign(fn: string, tensor: TensorInfo, known: string | undefined): string {
  const id = (tensor as Partial<Tensor>).id;
  const what = `${describe(tensor)}${id === undefined ? '' : `, tensor ${id}`}`;
  return (
    `${fn}: uses a tensor (${what}) that was made before tracing and is not passed in` +
    `${known ? `: ${known}` : ''}. Pass it as an input or a state entry, or make it inside the function`
  );
}
