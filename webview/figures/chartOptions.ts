import type { ChartOptions } from 'chart.js';
import { cssColour, type LaidAxis, type Panel, type Scene } from '../../src/figures/index.ts';
import type { Theme } from '../base/theme.ts';

/**
 * What chart.js needs to draw the axes of a panel. Scales, ticks and margins are given: both its scales are pixels, so
 * that a tick of any scale stands where the scene has it.
 */
export function chartOptions(scene: Scene, panel: Panel, theme: Theme): ChartOptions<'line'> {
  const { area, x, y } = panel;
  const row = scene.height - area.bottom;
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    events: [],
    layout: { autoPadding: false, padding: { top: area.top, right: scene.width - area.right } },
    plugins: { legend: { display: false }, tooltip: { enabled: false } },
    scales: {
      x: {
        type: 'linear',
        min: area.left,
        max: area.right,
        border: { color: cssColour(theme.axis) },
        grid: { display: x.hasGrid, color: cssColour(theme.grid), drawTicks: false },
        afterBuildTicks: scale => {
          scale.ticks = ticksOf(x);
        },
        // Labels that stick out must not move the plot area.
        afterFit: scale => {
          scale.paddingLeft = scale.paddingRight = 0;
          scale.height = row;
        },
        // Labels are drawn as the scene aligns them.
        ticks: { display: false, autoSkip: false },
      },
      y: {
        type: 'linear',
        min: area.top,
        max: area.bottom,
        reverse: true,
        border: { display: false },
        grid: { display: y.hasGrid, color: cssColour(theme.grid), drawTicks: false, lineWidth: 1 },
        afterBuildTicks: scale => {
          scale.ticks = ticksOf(y);
        },
        afterFit: scale => {
          scale.width = area.left;
          scale.paddingTop = scale.paddingBottom = 0;
        },
        ticks: { display: false, autoSkip: false },
      },
    },
  };
}

const ticksOf = (axis: LaidAxis) => axis.ticks.map(tick => ({ value: tick.at }));
