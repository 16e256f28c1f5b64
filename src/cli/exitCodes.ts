/** What the exit code of `reslab` says. Listed in docs/cli.md and at the end of `reslab --help`. */
export const exitCodes = {
  ok: 0,
  /** The file has errors, or a run failed or crashed. */
  failed: 1,
  /** The command line is wrong: unknown option, no such file, cell, run or key. */
  usage: 2,
  /** Something this machine lacks: the engine, a data set, a folder that can be written. */
  environment: 3,
  /** A mistake of ours; the stack is on standard error. */
  bug: 70,
  /** Stopped by Ctrl-C or `reslab stop`. */
  stopped: 130,
  /** Who read our output went away: what a shell says of a program that SIGPIPE ended. */
  noReader: 141,
} as const;

export const exitCodeHelp = `Exit codes:
  0    done
  1    the file has errors, or a run failed
  2    the command line is wrong: unknown option, no such file, cell or run
  3    something is missing here: the engine, a data set, a writable folder
  70   a bug in Residual Lab
  130  stopped by Ctrl-C or by 'reslab stop'
  141  who read the output went away, as in 'reslab runs | head'`;
