/**
 * What an error is about. Exit codes depend on it: `usage` is a command line that is wrong, `notebook` a
 * text with errors; all others are something that this machine, its files or a run lack.
 */
export type ErrorArea =
  | 'usage'
  | 'notebook'
  | 'cache'
  | 'checkpoint'
  | 'data'
  | 'edit'
  | 'engine'
  | 'file'
  | 'from'
  | 'grow'
  | 'preset'
  | 'queue'
  | 'rename'
  | 'resume'
  | 'run'
  | 'study'
  | 'train';

/** Stable, machine-readable, e.g. `data.truncated`. */
export type ErrorCode = `${ErrorArea}.${string}`;

/** Whether a code is of an area, e.g. `usage`. */
export function isOfArea(code: ErrorCode, area: ErrorArea): boolean {
  return code.startsWith(`${area}.`);
}

/**
 * An error that the user can do something about. Its message says what happened, where, and what
 * to do; it is shown without a stack. Everything else that is thrown is a bug of ours.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
