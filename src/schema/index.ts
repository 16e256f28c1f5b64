export {
  type Annotations,
  choice,
  closed,
  either,
  integer,
  list,
  number,
  optional,
  truth,
} from './build.ts';
export { type Filled, withDefaults, withoutDefaults } from './defaults.ts';
export { describeSchema } from './describe.ts';
export { formsOf, type SchemaNode, schemasIn } from './lookup.ts';
export { type NamedCell, namedCells } from './references.ts';
