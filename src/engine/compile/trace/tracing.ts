let depth = 0;

/** Whether what is executed now is recorded for a graph. */
export function isTracing(): boolean {
  return depth > 0;
}

/** Runs `fn`, whose ops are recorded. */
export function whileTracing<T>(fn: () => T): T {
  depth++;
  try {
    return fn();
  } finally {
    depth--;
  }
}
