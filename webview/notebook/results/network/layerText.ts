import type { BlockSummary, LayerSummary } from '../../../../src/network/index.ts';
import { formatCount, formatShort, formatTick } from '../../../../src/base/index.ts';

/**
 * `conv 3 × 3 / 2`. A summary does not name the kernel; of a convolution, MACs for each output
 * position and pair of channels are its area.
 */
export function layerText(layer: LayerSummary): string {
  if (layer.layer !== 'conv') return layer.layer;
  const [inHeight, , inChannels] = layer.in;
  const [height, width, channels] = layer.out;
  const side = Math.sqrt(layer.macs / (height * width * inChannels * channels));
  const kernel = Number.isInteger(side) ? ` ${side} × ${side}` : '';
  return `conv${kernel}${height < inHeight ? ` / ${Math.round(inHeight / height)}` : ''}`;
}

/**
 * What a block does: `2.4: norm → relu → conv 3 × 3 → ..., added to the input · 32 channels, 16 × 16 ·
 * 18,560 parameters · 4.7 M multiply-adds`.
 */
export function blockText(block: BlockSummary, layers: readonly LayerSummary[]): string {
  const at = (place: LayerSummary['place']) =>
    layers
      .filter(l => l.place === place)
      .map(layerText)
      .join(' → ');
  const after = at('after');
  const [inHeight, inWidth, inChannels] = block.in;
  const [height, width, channels] = block.out;
  const path = `${block.step === 1 ? '' : `${formatTick(block.step)} × (`}${at('branch')}${block.step === 1 ? '' : ')'}`;
  const shape = inHeight === height && inWidth === width ? '' : `${inHeight} × ${inWidth} → `;
  return [
    `${block.name}: ${path}${skipText(block, at('shortcut'))}${gateText(layers)}${after === '' ? '' : `, then ${after}`}`,
    `${inChannels === channels ? channels : `${inChannels} → ${channels}`} channels, ${shape}${height} × ${width}`,
    `${formatCount(block.trainableParameters)} parameters`,
    `${formatShort(block.macs)} multiply-adds`,
  ].join(' · ');
}

function skipText({ shortcut }: BlockSummary, projection: string): string {
  switch (shortcut) {
    case 'identity':
      return ', added to the input';
    case 'pad':
      return ', added to the shrunk and padded input';
    case 'projection':
      return `, added to the projected input (${projection})`;
    case 'none':
      return ', without a skip';
  }
}

function gateText(layers: readonly LayerSummary[]): string {
  const gate = layers.find(l => l.place === 'gate');
  return gate === undefined ? '' : ` by a learned gate (${layerText(gate)})`;
}
