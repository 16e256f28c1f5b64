export { distrust } from './distrust.ts';
export { cleanEnvironment } from './environment.ts';
export { findProgram, findSystemProgram, systemFolder } from './findProgram.ts';
export {
  runTool,
  runToolSync,
  type ToolFailure,
  type ToolOptions,
  type ToolResult,
} from './runTool.ts';
export { startProgram, type ProgramOptions } from './startProgram.ts';
