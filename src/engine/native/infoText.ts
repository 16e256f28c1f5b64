import { formatFileSize } from '../../base/index.ts';
import type { EngineInfo, TensorFlowInfo } from './info.ts';

/** The information for people, one fact per line. */
export function infoText(info: EngineInfo): string {
  const lines: [string, string][] = [
    ['engine', info.engine ?? 'none'],
    ...(info.tensorflow ? tensorflowLines(info.tensorflow) : []),
    ['why', info.reason],
    ...info.devices.map((d): [string, string] => ['device', `${d.device}  ${d.description}`]),
    ['instruction sets', info.instructions.join(' ') || 'unknown'],
    ...(info.runtime['onednn'] ? [['oneDNN', info.runtime['onednn']] as [string, string]] : []),
    ['threads', threadsText(info)],
    ['proof', proofText(info)],
    ['cache', info.cache],
    ['node', `${info.node} on ${info.platform}`],
  ];
  return lines.map(([name, value]) => `${name.padEnd(18)}${value}\n`).join('');
}

function tensorflowLines(tensorflow: TensorFlowInfo): [string, string][] {
  const { version, variant, kind, folder, bytes, binding } = tensorflow;
  const build = variant === 'cuda' ? 'CUDA build' : 'CPU build';
  return [
    ['TensorFlow', `${version}, ${build}${kind === 'official' ? ', official tfjs-node' : ''}`],
    ['CUDA', tensorflow.cuda ?? 'none in this build'],
    ['cuDNN', tensorflow.cudnn ?? 'none in this build'],
    ['NVIDIA driver', tensorflow.driver ?? 'none found'],
    ['folder', folder],
    ['size', formatFileSize(bytes)],
    ['binding', binding],
  ];
}

/** What the user's environment limits stands behind the count. */
function threadsText({ threads, runtime }: EngineInfo): string {
  const limits = Object.entries(runtime).filter(([name]) => name !== 'onednn');
  const said = limits.map(([name, value]) => `${name} ${value}`);
  return said.length === 0 ? String(threads) : `${threads}, limited: ${said.join(', ')}`;
}

function proofText({ checks, milliseconds }: EngineInfo): string {
  if (checks.length === 0) return 'nothing loads';
  const all = checks.map(c => `${c.name} ${c.relativeError.toExponential(1)}`).join(', ');
  return `right to (relative error): ${all}; ${((milliseconds ?? 0) / 1000).toFixed(1)} s with loading`;
}
