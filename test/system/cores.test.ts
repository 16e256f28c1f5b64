import { expect, it } from 'vitest';
import { coreText, describeCore } from '../../src/system/index.ts';

it.each([
  [
    '|/usr/lib/systemd/systemd-coredump %P %u %g',
    false,
    '`coredumpctl info 12` shows where it was.',
  ],
  ['|/usr/share/apport/apport -p%p', true, 'The system hands cores to /usr/share/apport/apport.'],
  ['/var/crash/core.%p', false, 'Its core is /var/crash/core.12, if there was room.'],
  ['core', false, 'Its core is core in the folder /, if there was room.'],
  ['core', true, 'There is no core of it: after `ulimit -c unlimited` the next one leaves one.'],
])('%s, forbidden: %s', (pattern, forbidden, text) => {
  expect(coreText(pattern, forbidden, 12)).toBe(text);
});

it.each(['SIGKILL', 'SIGTERM', null])('%s leaves no core', signal => {
  expect(describeCore(12, signal)).toBe('');
});
