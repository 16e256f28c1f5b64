import createPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

/** HTML in a text stays text. Images would load from elsewhere: their link is shown. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false }).disable(
  'image',
);

const allowed = {
  ALLOWED_TAGS: [
    ...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'blockquote', 'pre', 'code'],
    ...['em', 'strong', 's', 'a', 'ul', 'ol', 'li'],
    ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  ALLOWED_ATTR: ['href', 'title', 'start'],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true as const,
};

let purify: ReturnType<typeof createPurify> | null = null;

/**
 * Markdown as elements. The page has the one heading of the first rank, so those of a note begin at
 * the second.
 */
export function renderMarkdown(text: string): DocumentFragment {
  purify ??= createPurify(window);
  const tokens = markdown.parse(text, {});
  for (const token of tokens)
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`;
  return purify.sanitize(markdown.renderer.render(tokens, markdown.options, {}), allowed);
}
