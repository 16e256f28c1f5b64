import { parseNotebook } from '../../language/index.ts';

/** Heading and first paragraph of the note that a sample begins with. */
export function describeTemplate(text: string, name: string): { title: string; detail: string } {
  const first = parseNotebook(text).cells[0]?.value;
  const markdown = first?.kind === 'note' ? first.value : '';
  const source = typeof markdown === 'string' ? markdown : '';
  const title = /^# +(.+)$/m.exec(source)?.[1] ?? name;
  const [paragraph = ''] = source
    .replace(/^# +.+$/m, '')
    .trim()
    .split(/\n\s*\n/);
  return { title, detail: paragraph.replace(/\s+/g, ' ').replaceAll('`', '') };
}
