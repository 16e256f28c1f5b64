import { printable } from '../../base/index.ts';
import type { PlacedDiagnostic } from '../../language/index.ts';

/** `file:line:column: severity code message`, the source line, and carets under what is meant. */
export function renderDiagnostics(
  file: string,
  text: string,
  diagnostics: readonly PlacedDiagnostic[],
): string[] {
  const source = text.split(/\r\n|\n|\r/);
  return diagnostics.flatMap(d => {
    const heading = `${file}:${d.line}:${d.column}: ${d.severity} ${d.code} ${d.message}`;
    const line = source[d.line - 1] ?? '';
    if (line.trim() === '') return [heading];
    const end = d.endLine === d.line ? d.endColumn : line.length + 1;
    // What is meant may take more room where it is printed.
    const [before, meant] = [line.slice(0, d.column - 1), line.slice(d.column - 1, end - 1)].map(
      printable,
    );
    const carets = '^'.repeat(Math.max(1, meant?.length ?? 0));
    // Tabs stay tabs, so that the carets stand under the text whatever a tab's width.
    const indent = (before ?? '').replace(/[^\t]/g, ' ');
    return [heading, `    ${line}`, `    ${indent}${carets}`];
  });
}
