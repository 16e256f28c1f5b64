import fs from 'node:fs';

/** The signals that leave the memory of the process behind, in a core. */
const coreSignals = new Set([
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGQUIT',
  'SIGSEGV',
  'SIGSYS',
  'SIGTRAP',
]);

/** Where to look for the core of a process that was ended so, in a sentence; empty: there is none. */
export function describeCore(pid: number, signal: string | null): string {
  if (signal === null || !coreSignals.has(signal)) return '';
  try {
    const pattern = fs.readFileSync('/proc/sys/kernel/core_pattern', 'utf8').trim();
    // A process that we started has our limits.
    const limits = fs.readFileSync('/proc/self/limits', 'utf8');
    return coreText(pattern, /^Max core file size +0 /m.test(limits), pid);
  } catch {
    return '';
  }
}

/** The sentence for a pattern of the kernel (core(5)), with its folder for relative ones. */
export function coreText(pattern: string, forbidden: boolean, pid: number): string {
  if (pattern.startsWith('|'))
    return /systemd-coredump/.test(pattern)
      ? `\`coredumpctl info ${pid}\` shows where it was.`
      : `The system hands cores to ${pattern.slice(1).split(' ')[0]}.`;
  if (forbidden || pattern === '')
    return 'There is no core of it: after `ulimit -c unlimited` the next one leaves one.';
  const file = pattern.replaceAll('%p', String(pid)).replaceAll('%e', 'node');
  const where = file.startsWith('/') ? file : `${file} in the folder /`;
  return `Its core is ${where}, if there was room.`;
}
