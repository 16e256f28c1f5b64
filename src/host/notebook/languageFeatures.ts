import * as vscode from 'vscode';
import type { CompletionView, NotebookDiagnostic, Span } from '../../protocol/index.ts';
import type { NotebookModel } from './notebookModel.ts';

/* What the language client says about a place of the document, as views know it. */

const types: Readonly<Partial<Record<vscode.CompletionItemKind, string>>> = {
  [vscode.CompletionItemKind.Class]: 'key',
  [vscode.CompletionItemKind.Property]: 'key',
  [vscode.CompletionItemKind.Value]: 'value',
  [vscode.CompletionItemKind.Reference]: 'reference',
  [vscode.CompletionItemKind.Snippet]: 'snippet',
};

export async function completionsAt(
  model: NotebookModel,
  offset: number,
): Promise<CompletionView[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList | undefined>(
    'vscode.executeCompletionItemProvider',
    model.document.uri,
    model.toPosition(offset),
  );
  // Words of the document, which the editor adds by itself, have no documentation and no kind of ours.
  const ours = (list?.items ?? []).filter(item => item.kind !== vscode.CompletionItemKind.Text);
  return ours.flatMap(item => {
    const label = typeof item.label === 'string' ? item.label : item.label.label;
    const range = item.range instanceof vscode.Range ? item.range : item.range?.replacing;
    const text = item.insertText;
    const span = range === undefined ? { start: offset, end: offset } : model.toSpan(range);
    return [
      {
        label,
        detail: item.detail ?? '',
        documentation: markdownOf(item.documentation),
        type: types[item.kind ?? vscode.CompletionItemKind.Text] ?? 'value',
        edit: { ...span, text: typeof text === 'string' ? text : (text?.value ?? label) },
      },
    ];
  });
}

export async function hoverAt(
  model: NotebookModel,
  offset: number,
): Promise<{ readonly markdown: string; readonly span: Span } | null> {
  const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[] | undefined>(
    'vscode.executeHoverProvider',
    model.document.uri,
    model.toPosition(offset),
  );
  const texts = (hovers ?? []).flatMap(hover => hover.contents.map(markdownOf));
  const markdown = texts.filter(text => text !== '').join('\n\n---\n\n');
  if (markdown === '') return null;
  const range = hovers?.find(hover => hover.range !== undefined)?.range;
  return { markdown, span: range ? model.toSpan(range) : { start: offset, end: offset } };
}

export async function inlaysIn(
  model: NotebookModel,
  span: Span,
): Promise<{ readonly offset: number; readonly label: string }[]> {
  const hints = await vscode.commands.executeCommand<readonly vscode.InlayHint[] | undefined>(
    'vscode.executeInlayHintProvider',
    model.document.uri,
    model.toRange(span),
  );
  return (hints ?? []).map(({ position, label }) => ({
    offset: model.lines.offsetAt(position),
    label: typeof label === 'string' ? label : label.map(part => part.value).join(''),
  }));
}

const severities = ['error', 'warning', 'information', 'information'] as const;

export function diagnosticsOf(model: NotebookModel): NotebookDiagnostic[] {
  return vscode.languages.getDiagnostics(model.document.uri).map(diagnostic => {
    const { code } = diagnostic;
    const href = typeof code === 'object' ? code.target.toString() : null;
    return {
      ...model.toSpan(diagnostic.range),
      severity: severities[diagnostic.severity] ?? 'information',
      message: diagnostic.message,
      code: String(typeof code === 'object' ? code.value : (code ?? '')),
      href,
    };
  });
}

function markdownOf(content: vscode.MarkdownString | vscode.MarkedString | undefined): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return content;
  return 'language' in content ? `\`\`\`\n${content.value}\n\`\`\`` : content.value;
}
