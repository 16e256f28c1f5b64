/**
 * The environment for the engine: without what an editor sets for its own processes, which would
 * make Node load its hooks or Electron pose as something else.
 */
export function cleanEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(NODE_OPTIONS$|VSCODE_|ELECTRON_)/i.test(name),
    ),
  );
}
