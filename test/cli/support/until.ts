/** Waits until something holds; fails when it takes too long. */
export async function until(holds: () => boolean, patienceMs = 10_000): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it never happened');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
