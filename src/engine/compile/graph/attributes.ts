/** Element types of this library. The numbers are TensorFlow's `DataType` (types.proto). */
export const DATA_TYPES = { float32: 1, int32: 3, bool: 10 } as const;

export type Dtype = keyof typeof DATA_TYPES;

/** Kinds of op attributes, numbered as in TensorFlow's C API (`TF_AttrType`). */
export const ATTR = { string: 0, int: 1, float: 2, bool: 3, type: 4, shape: 5, tensor: 6 } as const;

/** An op attribute as the binding of tfjs-node takes it. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

export const typeAttr = (name: string, dtype: Dtype): Attribute => ({
  name,
  type: ATTR.type,
  value: DATA_TYPES[dtype],
});
export const intAttr = (name: string, value: number | readonly number[]): Attribute => ({
  name,
  type: ATTR.int,
  value,
});
export const floatAttr = (name: string, value: number): Attribute => ({
  name,
  type: ATTR.float,
  value,
});
export const boolAttr = (name: string, value: boolean): Attribute => ({
  name,
  type: ATTR.bool,
  value,
});
export const stringAttr = (name: string, value: string): Attribute => ({
  name,
  type: ATTR.string,
  value,
});
export const shapeAttr = (name: string, value: readonly number[]): Attribute => ({
  name,
  type: ATTR.shape,
  value,
});

/** The element type behind one of TensorFlow's numbers; undefined for those we do not have. */
export function dtypeOf(code: unknown): Dtype | undefined {
  return (Object.keys(DATA_TYPES) as Dtype[]).find(name => DATA_TYPES[name] === code);
}
