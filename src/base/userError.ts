/**
 * An error that the user can do something about. Its message says what happened, where, and what
 * to do; it is shown without a stack. Everything else that is thrown is a bug of ours.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** Stable, machine-readable, e.g. `data.truncated`. */
  readonly code: string;

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
