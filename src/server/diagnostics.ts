import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver';
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
    message,
    range: rangeIn(state, range),
    relatedInformation: related?.map(r => ({
      message: r.message,
      location: { uri: state.document.uri, range: rangeIn(state, r.range) },
    })),
  }));
}
