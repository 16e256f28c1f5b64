import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import type { NotebookRequests } from '../../../src/protocol/index.ts';
import { renderMarkdown } from '../text/markdown.ts';

/** What an editor asks of the language client; places count from the beginning of the cell. */
export interface LanguageAccess {
  complete(offset: number): Promise<NotebookRequests['complete'][1]['items']>;
  hover(offset: number): Promise<NotebookRequests['hover'][1]>;
  openLink(href: string): void;
}

/** Completion and hover as in the text editor, from the same language server. */
export function languageHelp(access: LanguageAccess): Extension {
  return [
    autocompletion({
      override: [context => completions(context, access)],
      activateOnTypingDelay: 150,
      icons: false,
    }),
    hoverTooltip(
      async (_view, pos) => {
        const found = await access.hover(pos);
        if (found === null) return null;
        return {
          pos: found.span.start,
          end: found.span.end,
          above: true,
          create: () => ({ dom: tip(found.markdown, access) }),
        };
      },
      { hoverTime: 400 },
    ),
  ];
}

/** What completes a word, and after what it is worth asking without being asked. */
const word = /[\p{L}\p{N}_./-]*$/u;
const opening = /(^|[:[{,-])[ \t]*$/;
/** A number is its own; Enter behind it must not make `160` of a typed `60`. */
const number = /^[-+]?\.?\d[\d.eE+-]*$/;

/** What completes the word before the cursor; exported for its test. */
export async function completions(
  context: CompletionContext,
  access: Pick<LanguageAccess, 'complete' | 'openLink'>,
): Promise<CompletionResult | null> {
  const before = context.state.doc.lineAt(context.pos);
  const text = before.text.slice(0, context.pos - before.from);
  const typed = word.exec(text)?.[0] ?? '';
  if (!context.explicit && typed === '' && (!opening.test(text) || text.trim() === '')) return null;
  if (!context.explicit && number.test(typed)) return null;
  const items = await access.complete(context.pos);
  const [first] = items;
  if (first === undefined || context.aborted) return null;
  return {
    from: first.edit.start,
    options: items.map((item): Completion => ({
      label: item.label,
      detail: item.detail,
      type: item.type,
      apply: item.edit.text,
      ...(item.documentation !== '' && { info: () => tip(item.documentation, access) }),
    })),
    validFor: text => /^[\p{L}\p{N}_-]*$/u.test(text) && !number.test(text),
  };
}

function tip(markdown: string, access: Pick<LanguageAccess, 'openLink'>): HTMLElement {
  const box = document.createElement('div');
  box.className = 'tip note';
  box.append(renderMarkdown(markdown));
  box.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null) return;
    event.preventDefault();
    access.openLink(link.href);
  });
  return box;
}
