/** Waits until something holds; fails when it takes too long, also for a busy machine. */
export async function until(holds: () => boolean, patienceMs = 120_000): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('it never happened');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
