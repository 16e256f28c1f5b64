export { began, chainsOf, rootOf, type RunChain, type StoredRun } from './chains.ts';
