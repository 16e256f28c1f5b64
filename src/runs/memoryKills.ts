import fs from 'node:fs';

/**
 * How many processes Linux has killed so far because memory ran out, in this control group where it
 * has one, else on the machine; 0 where nobody counts.
 */
export function memoryKills(): number {
  return (
    counted(groupFile(), /^oom_kill (\d+)/m) ?? counted('/proc/vmstat', /^oom_kill (\d+)/m) ?? 0
  );
}

/** Control groups, version 2: `0::/path` in /proc/self/cgroup. */
function groupFile(): string {
  const group = /^0::(.*)$/m.exec(textOf('/proc/self/cgroup'))?.[1] ?? '/';
  return `/sys/fs/cgroup${group}/memory.events`;
}

function counted(file: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(textOf(file))?.[1];
  return found === undefined ? undefined : Number(found);
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
