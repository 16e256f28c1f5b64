import { diskOf, seesAllProcesses, tableOfProcesses } from '../../system/index.ts';
import type { Scene } from './evidence.ts';
import type { Verdict } from './judge.ts';

/**
 * Whether a run lives that no process has left a mark of, or none that can be read: some process names it
 * in its command line, as engines do; or of all processes of this kernel none does, and no other
 * kernel writes to its disk.
 */
export function lookForNamed({ folder, command }: Scene): Verdict {
  if (process.platform !== 'linux')
    return { fate: 'unknown', why: 'no process says that it has it', certain: false };
  // An engine is run as `node ENGINE run FOLDER`; editors and shells may name the folder, too.
  if (tableOfProcesses().has(line => line.endsWith(`/${command}`) && line.includes(' run ')))
    return { fate: 'alive', why: 'a process names it', certain: false };
  if (seesAllProcesses() && diskOf(folder) === 'own')
    return { fate: 'dead', why: 'no process has it', certain: true };
  return { fate: 'unknown', why: 'no process that can be seen here has it', certain: false };
}
