export { limits } from '../base/index.ts';
export { coreText, describeCore } from './cores.ts';
export { asUserError, codeOf, diskError, isDiskFull, reasonOf } from './errors.ts';
export {
  checkFolder,
  isLeftover,
  makeFolders,
  makeWorkFolder,
  namesIn,
  numberOf,
  removeLeftovers,
} from './folders.ts';
export { writeNamedFile } from './named.ts';
export { endWithOutput } from './output.ts';
export {
  noFollow,
  nonBlocking,
  isOurs,
  looksOurs,
  nodeFiles,
  notPlain,
  type FileSystem,
} from './plain.ts';
export {
  openLarge,
  openPlain,
  readBytes,
  readLarge,
  readPlain,
  readTail,
  readText,
  unreadable,
  type ReadOptions,
  type Unread,
} from './read.ts';
export {
  gotSignalEarly,
  isStopSignal,
  keepDebuggerShut,
  onStopSignal,
  stopSignals,
  withoutDebugger,
  type StopSignal,
} from './signals.ts';
export { deviceNames, findGpus, parseGpus, type Gpu, type Gpus } from './gpus.ts';
export { withTemporaryFolder } from './temporary.ts';
export { packageFolders } from './packageFolder.ts';
export { cacheFolder, findCacheFolder, homeFolder } from './userFolders.ts';
export {
  createExclusively,
  linkExclusively,
  openForWriting,
  replaceFile,
  temporaryName,
  writeAll,
  type WriteMode,
} from './write.ts';
export {
  cleanEnvironment,
  distrust,
  findProgram,
  runTool,
  runToolSync,
  startProgram,
  systemFolder,
  type ProgramOptions,
  type ToolFailure,
  type ToolOptions,
  type ToolResult,
} from './programs/index.ts';
export {
  bootId,
  bootTime,
  diskOf,
  identify,
  identifyOurselves,
  pidNamespace,
  seesAllProcesses,
  sight,
  tableOfProcesses,
  timeNamespace,
  uptime,
  type Found,
  type Sighting,
} from './processes/index.ts';
