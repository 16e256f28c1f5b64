export { extractEntry, readEntry, readZip, type ZipEntry, type ZipFile } from './zip.ts';
