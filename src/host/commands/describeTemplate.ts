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

export interface Template {
  readonly label: string;
  readonly detail: string;
  /** Of the sample's file; empty: of none. */
  readonly name: string;
  readonly content: string;
}

/** What a notebook may begin with: nothing, the first look, the other samples. */
export function templatesOf(
  samples: readonly { readonly name: string; readonly content: string }[],
): Template[] {
  const found = samples.map(({ name, content }) => {
    const { title, detail } = describeTemplate(content, name);
    return { label: title, detail, name, content };
  });
  const isFirst = ({ name }: Template) => name === 'first.resnet.yaml';
  return [
    ...found.filter(isFirst),
    { label: 'Empty notebook', detail: 'No cells yet.', name: '', content: '' },
    ...found.filter(template => !isFirst(template)),
  ];
}

/** A file name made of a title that is not taken: `a-first-look.resnet.yaml`, `a-first-look-2.resnet.yaml`. */
export function freeName(title: string, isFree: (name: string) => boolean): string {
  const words = title
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '');
  const base = words.join('-') || 'notebook';
  for (let n = 1; ; n++) {
    const name = `${base}${n === 1 ? '' : `-${n}`}.resnet.yaml`;
    if (isFree(name)) return name;
  }
}
