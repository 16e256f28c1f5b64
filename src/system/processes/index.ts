export { identify, identifyOurselves, sight, type Sighting } from './identify.ts';
export { seesAllProcesses, tableOfProcesses, type Found } from './linuxProcesses.ts';
export { bootId, bootTime, diskOf, pidNamespace, timeNamespace, uptime } from './machine.ts';
