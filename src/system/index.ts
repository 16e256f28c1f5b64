export {
  codeOf,
  createExclusively,
  diskError,
  linkExclusively,
  nodeFiles,
  readTail,
  readText,
  replaceFile,
  writeAll,
  type FileSystem,
} from './files.ts';
