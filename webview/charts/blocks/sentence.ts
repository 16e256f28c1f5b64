/** A computed sentence; what is strong shows bold. */
export type Sentence = readonly (string | Strong)[];

export interface Strong {
  readonly strong: string;
}

export const strong = (text: string): Strong => ({ strong: text });

/** Without emphasis: for tests and for names of figures. */
export function plainText(sentence: Sentence): string {
  return sentence.map(part => (typeof part === 'string' ? part : part.strong)).join('');
}
