import { expect, it } from 'vitest';
import {
  explainPip,
  offlineCommands,
  pipArguments,
} from '../../../../src/engine/native/install/pip.ts';
import { WHEELS, type Wheel } from '../../../../src/engine/native/pins.ts';

const wheel = WHEELS['linux-x64-cpu']?.[0] as Wheel;

/** Last lines that pip 23 printed. */
const OUTPUTS: readonly [code: string, text: string][] = [
  [
    'engine.checksum',
    `ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated the package versions, please update the hashes.
    tensorflow-cpu==2.21.0 from https://example.org/tensorflow_cpu-2.21.0-cp312-cp312-manylinux_2_27_x86_64.whl (from -r list.txt (line 1)):
        Expected sha256 0000000000000000000000000000000000000000000000000000000000000001
             Got        dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb`,
  ],
  [
    'engine.network',
    `WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(Failed to establish a new connection: [Errno 111] Connection refused)': /simple/tensorflow-cpu/
ERROR: Could not find a version that satisfies the requirement tensorflow-cpu==2.21.0 (from versions: none)
ERROR: No matching distribution found for tensorflow-cpu==2.21.0`,
  ],
  ['engine.network', 'pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.'],
  ['engine.disk', 'ERROR: Could not install packages: [Errno 28] No space left on device'],
  ['engine.download', 'ERROR: something that nobody has seen before'],
];

it.each(OUTPUTS)('%s is what pip means', (code, text) => {
  const error = explainPip(text, wheel);
  expect(error.code).toBe(code);
  expect(error.message).toContain(text.split('\n').at(-1)?.trim());
});

it('tells how to do without a network', () => {
  const { message } = explainPip(OUTPUTS[1]?.[1] ?? '', wheel);
  expect(message).toContain(offlineCommands([wheel]));
  expect(message).toContain('reslab engine install --from FOLDER');
});

it('asks pip for the file of another system and Python, by every tag of its name', () => {
  const nvrtc = WHEELS['linux-x64-cuda']?.find(w =>
    w.file.startsWith('nvidia_cuda_nvrtc'),
  ) as Wheel;
  const text = pipArguments(nvrtc, 'D').join(' ');
  expect(text).toContain('--platform manylinux2010_x86_64 --platform manylinux_2_12_x86_64');
  expect(text).toContain('--implementation py');
});

it('pins every wheel by file name, requirement and SHA-256', () => {
  for (const w of Object.values(WHEELS).flat()) {
    const [name = '', version = ''] = w.requirement.split('==');
    expect(w.file.startsWith(`${name.replaceAll('-', '_')}-${version}-`), w.file).toBe(true);
    expect(w.sha256, w.file).toMatch(/^[0-9a-f]{64}$/);
  }
});
