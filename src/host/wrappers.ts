/** The programs, by file name, that run this script with this Node. */
export function wrappers(node: string, script: string): Readonly<Record<string, string>> {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  // In a batch file a percent sign is written twice.
  const windows = (text: string) => `"${text.replaceAll('%', '%%')}"`;
  return {
    reslab: `#!/bin/sh\nexec ${quoted(node)} ${quoted(script)} "$@"\n`,
    'reslab.cmd': `@${windows(node)} ${windows(script)} %*\r\n`,
  };
}
