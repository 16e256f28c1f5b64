export { thinRows } from './grid.ts';
export { thinLine, type Points } from './line.ts';
export { smooth } from './smooth.ts';
