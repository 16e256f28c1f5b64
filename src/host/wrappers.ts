const noNode =
  'reslab: Node.js 20.19 or newer was not found. Install it (nodejs.org) and reload the window, or set its path in the setting residualLab.nodePath.';

/**
 * The programs, by file name, that run this script with the Node at this path, or say that there is
 * none. A bare name would be looked for by the terminal, in cmd.exe in the current folder first.
 */
export function wrappers(node: string | null, script: string): Readonly<Record<string, string>> {
  if (node === null)
    return {
      reslab: `#!/bin/sh\necho '${noNode}' >&2\nexit 3\n`,
      'reslab.cmd': `@echo ${noNode} 1>&2\r\n@exit /b 3\r\n`,
    };
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  // In a batch file a percent sign is written twice.
  const windows = (text: string) => `"${text.replaceAll('%', '%%')}"`;
  return {
    reslab: `#!/bin/sh\nexec ${quoted(node)} ${quoted(script)} "$@"\n`,
    'reslab.cmd': `@${windows(node)} ${windows(script)} %*\r\n`,
  };
}
