import { formatPlural } from '../base/index.ts';
import type { Diagnostic } from '../language/index.ts';

/** `1 error, 2 warnings`, or `no errors`. */
export function countDiagnostics(diagnostics: readonly Pick<Diagnostic, 'severity'>[]): string {
  const count = (severity: Diagnostic['severity']) =>
    diagnostics.filter(d => d.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  const parts = [errors === 0 ? 'no errors' : formatPlural(errors, 'error')];
  if (warnings > 0) parts.push(formatPlural(warnings, 'warning'));
  return parts.join(', ');
}
