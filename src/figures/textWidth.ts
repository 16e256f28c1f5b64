/** About how many pixels a line of text takes in a sans-serif font: within a tenth for words and numbers. */
export function textWidth(text: string, size: number, isBold = false): number {
  let width = 0;
  for (const sign of text) width += widthOf(sign);
  return width * size * (isBold ? 1.06 : 1);
}

/** In sizes of the font; from Helvetica, which Arial and its kin share. */
function widthOf(sign: string): number {
  if (/[iljI.,:;'|!\u00b7 ]/.test(sign)) return 0.27;
  if (/[ftr()[\]/-]/.test(sign)) return 0.33;
  if (/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/.test(sign)) return 0.37;
  if (/[mwMW%]/.test(sign)) return 0.87;
  if (/[\u2192∞]/.test(sign)) return 1;
  if (/[A-Z]/.test(sign)) return 0.68;
  if (/[\u1100-\u11ff\u2e80-\uffef]/.test(sign) || sign.length > 1) return 1;
  return 0.556;
}
