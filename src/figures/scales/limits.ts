/** From one end of an axis to the other must be a number, too, and so must its inverse. */
const largest = 8e307;
const smallest = 1e-300;

/** An axis can end at values between these, both excluded. */
export function limitsOf(isLog: boolean): readonly [number, number] {
  return isLog ? [smallest, 1 / smallest] : [-largest, largest];
}

/** Whether an axis can end at this value. */
export function canEnd(value: number, isLog: boolean): boolean {
  const [low, high] = limitsOf(isLog);
  return value > low && value < high;
}
