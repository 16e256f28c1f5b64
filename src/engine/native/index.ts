export { infoCommand } from './infoCommand.ts';
export { installCommand } from './install/index.ts';
export { loadEngine } from './load.ts';
export { proveCommand } from './probe.ts';
