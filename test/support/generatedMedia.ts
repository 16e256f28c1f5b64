import { kinds, languageReference, layers, notebookJsonSchema } from '../../src/language/index.ts';

/**
 * What the language says about itself, by the path of its file.
 *
 * @param grammar the grammar as it is: only its lists of kinds and of layers follow from the language
 */
export function generatedMedia(grammar: string): Readonly<Record<string, string>> {
  return {
    'media/language.md': languageReference(),
    'media/notebook.schema.json': `${JSON.stringify(notebookJsonSchema(), null, 2)}\n`,
    [grammarFile]: grammar
      .replaceAll(/\(network\|train\|[^()]*\)/g, oneOf([...kinds.keys()].filter(isNoNote)))
      .replaceAll(/\(norm\|relu\|[^()]*\)/g, oneOf([...layers.keys()])),
  };
}

export const grammarFile = 'media/resnet.tmLanguage.json';

function oneOf(names: readonly string[]): string {
  return `(${names.join('|')})`;
}

/** The text of a note has rules of its own. */
const isNoNote = (kind: string) => kind !== 'note';
