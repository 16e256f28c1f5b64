export { cacheFolder } from './folders.ts';
export { loadEngine } from './load.ts';
