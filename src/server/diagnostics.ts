import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver';
import { codeAnchor, type DiagnosticCode, diagnosticCodes } from '../language/index.ts';
import { rangeIn, type State } from './state.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** All that is wrong with a notebook, as `reslab check` says it. */
export function diagnostics(state: State): Diagnostic[] {
  return state.diagnostics().map(({ code, severity, message, range, related }) => ({
    code,
    severity: severities[severity],
    source: 'Residual Lab',
    ...linkOf(code),
    ...(code === 'name.unused' && { tags: [DiagnosticTag.Unnecessary] }),
    message,
    range: rangeIn(state, range),
    relatedInformation: related?.map(r => ({
      message: r.message,
      location: { uri: state.document.uri, range: rangeIn(state, r.range) },
    })),
  }));
}

/** The reference, which is shipped beside the program; null where this is not the shipped program. */
const reference = (() => {
  const file = path.join(path.dirname(process.argv[1] ?? ''), '..', 'media', 'language.md');
  return existsSync(file) ? pathToFileURL(file).href : null;
})();

/** The paper that a message comes from, or its paragraph of the reference. */
function linkOf(code: DiagnosticCode): Pick<Diagnostic, 'codeDescription'> {
  const arxiv = diagnosticCodes.get(code)?.arxiv;
  if (arxiv !== undefined) return { codeDescription: { href: `https://arxiv.org/abs/${arxiv}` } };
  return reference === null
    ? {}
    : { codeDescription: { href: `${reference}#${codeAnchor(code)}` } };
}
