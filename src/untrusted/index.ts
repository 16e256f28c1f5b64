export { isObject } from './look.ts';
export { fits, parse, taken, takenOrNull, type Parsed } from './parse.ts';
export {
  anything,
  count,
  either,
  exactly,
  flag,
  guarded,
  integer,
  listOf,
  number,
  orNull,
  recordOf,
  row,
  shape,
  text,
  time,
  words,
  type Of,
  type Schema,
} from './schemas.ts';
