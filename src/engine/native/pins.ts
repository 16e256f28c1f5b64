/** The TensorFlow release whose C library this project runs on. */
export const TENSORFLOW_VERSION = '2.21.0';

/** This machine in the names of Node: `linux-x64`, `linux-arm64`, `darwin-arm64`, ... */
export function platformName(): string {
  return `${process.platform}-${process.arch}`;
}
