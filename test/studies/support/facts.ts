/*
 * A program: prints as JSON what the language, its server, the checks and the page's answers know of the study
 * that a cell of a notebook is, whose runs lie in a store. It is bundled in a copy of the project and run as
 * `facts NOTEBOOK STORE CELL`.
 */
import { readFileSync } from 'node:fs';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { checkNotebook } from '../../../src/checks/index.ts';
import {
  askingOfQuery,
  createCellRuns,
  createRunCatalog,
  createRunData,
  createRunIndex,
} from '../../../src/host/data/index.ts';
import { prospectOf } from '../../../src/host/data/lists/prospect.ts';
import {
  kindLooks,
  languageReference,
  notebookJsonSchema,
  parseNotebook,
  suggest,
  whyNotRunnable,
} from '../../../src/language/index.ts';
import type { FiguresData, FiguresQuery } from '../../../src/protocol/index.ts';
import { completion } from '../../../src/server/completion/completion.ts';
import { hover } from '../../../src/server/hover.ts';
import { semanticTokens } from '../../../src/server/semanticTokens.ts';
import { makeState } from '../../../src/server/state.ts';

async function main([file = '', store = '', name = '']: readonly string[]): Promise<void> {
  const text = readFileSync(file, 'utf8');
  const notebook = parseNotebook(text);
  const index = notebook.cells.findIndex(cell => cell.name === name);
  const cell = notebook.cells[index];
  if (cell?.kind == null) throw new Error(`no cell ${name}`);
  const { kind } = cell;
  const source = text.slice(cell.range.start, cell.range.end);
  const rest = text.slice(0, cell.range.start);
  const state = (of: string) =>
    makeState(TextDocument.create('untitled:a.resnet.yaml', 'resnet-notebook', 1, of), []);
  const messages = (body: string) =>
    checkNotebook(`${rest}${kind}: x\nof: base\n${body}\n`).map(({ code, message }) => [
      code,
      message,
    ]);
  const facts = {
    look: kindLooks.find(look => look.kind === kind),
    kindOffered: offers(state(''), 0).find(([label]) => label === kind),
    keysOffered: offers(state(`${kind}: x\n`), `${kind}: x\n`.length),
    valuesOffered: offers(state(`${kind}: x\nsplit: `), `${kind}: x\nsplit: `.length),
    hovers: [1, source.indexOf('of:') + 1].map(at => hover(state(source), at)),
    tokens: semanticTokens(state(source)).data,
    reference: part(languageReference(), `## ${kind}\n`, '\n## '),
    codes: [...languageReference().matchAll(/^### (\S+)$/gm)]
      .map(match => match[1] ?? '')
      .filter(code => code.startsWith(`${kind}.`)),
    schema: (notebookJsonSchema() as { definitions: Record<string, unknown> }).definitions[kind],
    slip: suggest(`${kind}x`, [kind, 'network']),
    sound: messages(''),
    mistakes: ['examples: 0', 'splitt: test', 'remove: [9]', 'swap: x', 'factors: [1]'].map(
      messages,
    ),
    whyNotRunnable: whyNotRunnable(notebook, cell),
    prospect: prospectOf(notebook, cell),
    page: await pageAnswer(store, file, text, index),
  };
  process.stdout.write(JSON.stringify(facts, plain));
}

function offers(state: ReturnType<typeof makeState>, at: number) {
  return (completion(state, at)?.items ?? []).map(
    item => [item.label, JSON.stringify(item.documentation)] as const,
  );
}

function part(text: string, from: string, until: string): string {
  const start = text.indexOf(from);
  return start < 0 ? '' : text.slice(start, text.indexOf(until, start + from.length));
}

/** What the page of a notebook is answered that shows the cell. */
async function pageAnswer(
  store: string,
  path: string,
  text: string,
  at: number,
): Promise<FiguresData | null> {
  const notebook = parseNotebook(text);
  const keys = notebook.cells.map((_, i) => `cell ${i}`);
  const index = createRunIndex({ stores: () => [store], intervalMs: 20 });
  const memory = { get: () => undefined, update: () => Promise.resolve() };
  const cells = createCellRuns(index, memory);
  await index.ready;
  cells.setNotebook({ notebook, text, path, keys });
  cells.setVisible(true);
  createRunCatalog(index, memory);
  const data = createRunData({
    ...{ stores: () => [store], intervalMs: 20, runs: index },
    figures: query =>
      askingOfQuery(query, { notebook, path, keys, bandFactor: 1, states: cells.states }),
  });
  const query: FiguresQuery = {
    ...{ kind: 'figures', of: { cell: keys[at] ?? '' }, runs: [], axis: null, smooth: null },
    ...{ width: 1000, ranges: {}, frame: null, selected: null, choices: {}, hidden: [] },
  };
  try {
    await index.refresh();
    return await new Promise<FiguresData | null>(resolve =>
      data.subscribe(query, answer => {
        if (answer.kind === 'figures' && answer.figures.length > 0) resolve(answer);
        if (answer.kind === 'none') resolve(null);
      }),
    );
  } finally {
    data.close();
    cells.close();
    index.close();
  }
}

/** Typed arrays as lists, and what is no number of JSON as a word. */
function plain(_: string, value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

void main(process.argv.slice(2));
