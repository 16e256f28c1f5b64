import { flowText } from '../base/index.ts';
import { formsOf, type SchemaNode } from './lookup.ts';

/** What the language says of a key, in Markdown: meaning, unit, range, default and where it comes from. */
export function describeSchema(node: SchemaNode): string {
  const facts = [
    node.unit === undefined ? '' : `Unit: ${node.unit}.`,
    rangeOf(node),
    node.enum === undefined ? '' : `One of ${node.enum.map(w => `\`${w}\``).join(', ')}.`,
    node.default === undefined ? '' : `Default: ${code(node.default)}.`,
    node.source === undefined ? '' : `Source: ${node.source}.`,
  ].filter(fact => fact !== '');
  const forms = node.forms ?? '';
  return [node.description ?? '', facts.join('  \n'), forms].filter(p => p !== '').join('\n\n');
}

/** `A whole number, at least 1 and at most 5000.`, of the only form. */
function rangeOf(node: SchemaNode): string {
  const [number] = formsOf(node).filter(f => f.type === 'integer' || f.type === 'number');
  if (number === undefined || node.anyOf !== undefined) return '';
  const bounds = [
    number.minimum === undefined ? '' : `at least ${number.minimum}`,
    number.exclusiveMinimum === undefined ? '' : `above ${number.exclusiveMinimum}`,
    number.maximum === undefined ? '' : `at most ${number.maximum}`,
    number.exclusiveMaximum === undefined ? '' : `below ${number.exclusiveMaximum}`,
  ].filter(b => b !== '');
  const kind = number.type === 'integer' ? 'A whole number' : 'A number';
  return bounds.length === 0 ? `${kind}.` : `${kind}, ${bounds.join(' and ')}.`;
}

function code(value: unknown): string {
  return `\`${flowText(value as Parameters<typeof flowText>[0])}\``;
}
