export { thinRows } from './grid.ts';
export { rangeOf, thinLine, type Points } from './line.ts';
export { smooth } from './smooth.ts';
