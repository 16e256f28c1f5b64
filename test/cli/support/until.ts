/** Waits until something holds; fails after ten seconds. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('it never happened');
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}
