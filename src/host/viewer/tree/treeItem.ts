import * as vscode from 'vscode';
import { stateWord } from '../../../record/index.ts';
import { iconOf } from './describe.ts';
import { contextOf, type Node } from './nodes.ts';
import type { RunRow } from './rows.ts';
import { tooltipFacts, tooltipMarkdown } from './tooltip.ts';
import { markdownTooltip } from '../../say.ts';

export function treeItem(node: Node): vscode.TreeItem {
  if (node.type === 'group') {
    const item = new vscode.TreeItem(node.label, vscode.TreeItemCollapsibleState.Expanded);
    item.id = `notebook ${node.key}`;
    item.description = node.description;
    item.contextValue = 'notebook';
    return item;
  }
  const { row } = node;
  const { icon, color } = iconOf(row.run);
  const item = new vscode.TreeItem(row.label);
  item.id = `run ${row.run.id}`;
  item.description = row.description;
  item.contextValue = contextOf(row);
  item.iconPath = new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined);
  item.accessibilityInformation = {
    label: `${row.label}, ${stateWord(row.run)}, ${row.description}`,
  };
  return item;
}

export function withTooltip(
  item: vscode.TreeItem,
  { run, label }: RunRow,
  folder: string | null,
): vscode.TreeItem {
  item.tooltip = markdownTooltip(tooltipMarkdown(label, tooltipFacts(run, folder)));
  return item;
}
