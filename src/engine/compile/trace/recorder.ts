import { describe } from '../checks.ts';
import { DATA_TYPES, dtypeOf, typeAttr, type Attribute, type Dtype } from '../graph/attributes.ts';
import type { Constant, Graph, Value } from '../graph/graph.ts';
import type { OutputMetadata } from '../native.ts';
import { CONTROL, RULES, type Operand, type Rule } from '../rules/index.ts';
import { currentDevice } from './device.ts';

/**
 * The numbers that stand for tensors of the graph where tfjs-node expects handles of its native
 * module. Negative, so that no real tensor has one and tfjs-node never frees one; -1 is taken: there
 * it means "not written yet".
 */
const FIRST_ID = -2;

/** Puts what would be executed into a graph, and answers with the shapes it would have. */
export class Recorder {
  readonly #graph: Graph;
  readonly #fn: string;
  readonly #values = new Map<number, Value | Constant>();
  #nextId = FIRST_ID;

  /** `fn` is the name of the function being traced, for messages. */
  constructor(graph: Graph, fn: string) {
    this.#graph = graph;
    this.#fn = fn;
  }

  /** Makes a handle for a value of the graph. */
  add(value: Value | Constant): OutputMetadata {
    const id = this.#nextId--;
    this.#values.set(id, value);
    return { id, shape: [...value.shape], dtype: DATA_TYPES[value.dtype] };
  }

  /** A tensor made of JavaScript numbers. */
  addConstant(shape: readonly number[], code: number, values: ArrayLike<number>): number {
    const dtype = dtypeOf(code);
    if (!dtype) throw new Error(`${this.#fn}: a constant of TensorFlow type ${code}`);
    const copy =
      dtype === 'float32'
        ? Float32Array.from(values)
        : dtype === 'int32'
          ? Int32Array.from(values)
          : Uint8Array.from(values);
    return this.add({ shape, dtype, values: copy }).id;
  }

  /** The graph's value behind a handle. A constant becomes a node on the device that uses it. */
  value(id: number): Value {
    const found = this.#values.get(id);
    if (!found) throw new Error(`${this.#fn}: tensor handle ${id} does not belong to this trace`);
    return 'values' in found ? this.#graph.constant(found, currentDevice()) : found;
  }

  /** Numbers of a constant; throws for what only the compiled function will know. */
  read(id: number): Constant['values'] {
    const found = this.#values.get(id);
    if (found && 'values' in found) return found.values.slice();
    const what = found ? `${found.node.label}, ${describe(found)}` : `handle ${id}`;
    throw new Error(
      `${this.#fn}: the value of a tensor (${what}) was read while tracing. It has none until ` +
        'the compiled function runs: compute with tensors instead of dataSync, arraySync or ' +
        'functions that look at values',
    );
  }

  record(
    op: string,
    given: readonly Attribute[],
    ids: readonly number[],
    outputs: number,
  ): OutputMetadata[] {
    const rule = [RULES, CONTROL].find(rules => Object.hasOwn(rules, op))?.[op];
    if (!rule) {
      throw new Error(
        `${this.#fn}: the op '${op}' cannot be recorded, since no rule says what shape it makes. ` +
          'Rules stand in src/engine/compile/rules, one file per family',
      );
    }
    const inputs = ids.map(id => this.value(id));
    const operands = inputs.map(asOperand);
    const attributes = withTypes(rule, given, operands);
    const inferred = this.#infer(rule, { op, inputs: operands, attributes, outputs });
    if ('same' in inferred) {
      const same = inputs[inferred.same];
      if (!same) throw new Error(`${op}: its rule names input ${inferred.same}, which it lacks`);
      return [this.add(same)];
    }
    const node = this.#graph.node(op, { inputs, attributes, device: currentDevice() });
    return Array.from({ length: outputs }, (_, index) => {
      const spec = inferred[index];
      if (!spec)
        throw new Error(`${op}: its rule gives ${inferred.length} outputs, not ${outputs}`);
      return this.add({ node, index, shape: spec.shape, dtype: spec.dtype });
    });
  }

  #infer(rule: Rule, call: Parameters<Rule['infer']>[0]): ReturnType<Rule['infer']> {
    try {
      return rule.infer(call);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const given = call.inputs.map(describe).join(', ');
      throw new Error(`${this.#fn}: ${call.op}(${given}) cannot be recorded: ${reason}`, {
        cause: error,
      });
    }
  }
}

function asOperand({ shape, dtype, node }: Value): Operand {
  return { shape, dtype, values: node.constant?.values };
}

/** Types of the rule win: tfjs-node states a wrong one here and there, which eager ops ignore. */
function withTypes(
  rule: Rule,
  given: readonly Attribute[],
  inputs: readonly Operand[],
): readonly Attribute[] {
  const types = Object.entries(rule.types ?? {}).flatMap(([name, index]): Attribute[] => {
    const dtype: Dtype | undefined = inputs[index]?.dtype;
    return dtype ? [typeAttr(name, dtype)] : [];
  });
  return [...given.filter(a => !types.some(t => t.name === a.name)), ...types];
}
