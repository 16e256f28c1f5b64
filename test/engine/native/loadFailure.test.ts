import { expect, it } from 'vitest';
import { loadFailure } from '../../../src/engine/native/loadFailure.ts';

const mounts = `overlay / overlay rw,relatime 0 0
tmpfs /home tmpfs rw,noexec,nosuid 0 0
/dev/sdb /home/me/fast\\040disk ext4 rw,relatime 0 0
`;
const library = '/napi-v8/tfjs_binding.node';
const error = new Error(`${library}: failed to map segment from shared object`);

it('names the disk that lets no program run', () => {
  const { message } = loadFailure(`/home/me/.cache${library}`, error, mounts);
  expect(message).toMatch(
    /The disk at \/home is mounted so that no program runs from it \(noexec\)/,
  );
  expect(message).not.toContain('--force');
});

it.each(['/home/me/fast disk', '/opt', '/homework'])('advises to fetch it again on %s', folder => {
  expect(loadFailure(folder + library, error, mounts).message).toContain('--force');
});

it('names the limit that was reached', () => {
  const limit = new Error(
    'libtensorflow.so.2: cannot open shared object file: Too many open files',
  );
  expect(loadFailure(`/opt${library}`, limit, mounts).message).toContain('ulimit -n');
});
