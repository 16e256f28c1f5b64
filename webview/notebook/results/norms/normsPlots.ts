import { html, nothing, type TemplateResult } from 'lit';
import type { HeatData } from '../../../../src/protocol/index.ts';
import type { ResultContext } from '../../../base/context.ts';
import type { BlockRow } from '../../../../src/figures/index.ts';
import '../../../charts/blocks/heatFigure.ts';
import '../../../charts/blocks/panelFigure.ts';
import type { PanelGroup } from '../../../charts/core/group.ts';
import { ratioScale, residualScale } from './heatScales.ts';
import { normsPanels, type PanelsInput } from './normsPanels.ts';

export interface PlotsInput extends PanelsInput {
  readonly context: ResultContext;
  /** All figures show the same part of the axis. */
  readonly zoomGroup: PanelGroup;
  /** What the panels show, in words. */
  readonly sentence: string;
  readonly heat: Readonly<Record<'residual' | 'ratio', HeatData | null>>;
}

/** Two columns: state, residual and its heat map; gradient, ratio and its heat map. */
export function normsPlots(input: PlotsInput): TemplateResult {
  const { context, row, sentence, heat } = input;
  const panels = normsPanels(input);
  const high = plotHeight(row);
  const panel = (column: keyof typeof panels, heading: string, unit: string, isHeaded = false) =>
    html`<reslab-block-panel
      .heading=${heading}
      .unit=${unit}
      .label=${`${heading} by block. ${sentence}`}
      .plotHeight=${high + (isHeaded ? 14 : 0)}
      .isHeaded=${isHeaded}
      .fileName=${`${context.cell.name} ${column}`}
      .exportFile=${context.exportFile}
      .zoomGroup=${input.zoomGroup}
      .row=${row}
      .selection=${context.selection}
      .panel=${panels[column]}
    ></reslab-block-panel>`;
  return html`<div class="grid two">
    <div class="stack">
      ${panel('state', 'State', '‖x‖₂, between blocks', true)}
      ${panel('residual', 'Residual', '‖G‖₂')}
      ${heatMap(input, 'residual', 'Residual by step', heat.residual)}
    </div>
    <div class="stack">
      ${panel('gradient', 'Gradient', '‖∂E/∂x‖₂, between blocks', true)}
      ${panel('ratio', 'Gradient ratio', '‖gₗ‖ / ‖gₗ₊₁‖')}
      ${heatMap(input, 'ratio', 'Ratio by step', heat.ratio)}
    </div>
  </div>`;
}

function heatMap(
  { context, row, view, ratioReach, zoomGroup }: PlotsInput,
  name: 'residual' | 'ratio',
  heading: string,
  heat: HeatData | null,
): TemplateResult | typeof nothing {
  if (heat === null) return nothing;
  return html`<reslab-heat-map
    .heading=${heading}
    unit="log"
    .label=${`${heading}: a heat map, block by step`}
    .plotHeight=${plotHeight(row) + 56}
    .fileName=${`${context.cell.name} ${name} by step`}
    .exportFile=${context.exportFile}
    .row=${row}
    .selection=${context.selection}
    .zoomGroup=${zoomGroup}
    .heat=${heat}
    .scale=${name === 'ratio' ? ratioScale(heat, ratioReach) : residualScale(heat)}
    .ramp=${name === 'ratio' ? 'aroundOne' : 'oneSided'}
    .step=${view.step}
    .steps=${Math.max(heat.planned, heat.bands.at(-1)?.steps.at(-1) ?? 0)}
  ></reslab-heat-map>`;
}

const plotHeight = (row: BlockRow) => (row.count > 40 ? 84 : 104);
