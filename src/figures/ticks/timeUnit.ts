/** The unit in which seconds read best up to this many. */
export function timeUnit(most: number): { readonly name: string; readonly seconds: number } {
  if (most < 300) return { name: 's', seconds: 1 };
  return most < 3 * 3600 ? { name: 'min', seconds: 60 } : { name: 'h', seconds: 3600 };
}
