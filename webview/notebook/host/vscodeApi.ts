/** What the editor gives to a webview. */
export interface VsCodeApi {
  postMessage(message: unknown): void;
  /** What was kept before this page was made anew; undefined at first. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** Once per page. */
  function acquireVsCodeApi(): VsCodeApi;
}
