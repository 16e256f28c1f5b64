export { digestKey, noDigest, statedDigest, withoutDigest, writeDigest } from './digest.ts';
export { tensorHeaderLength, tensorLayout, type TensorLayout } from './layout.ts';
export { encodeTensors, readTensors, type HostTensor, type TensorFile } from './tensors.ts';
