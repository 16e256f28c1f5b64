export { copyText } from './copyText.ts';
export { DataSubscriptions } from './dataSubscriptions.ts';
export { exportFile } from './exportFile.ts';
export { page, resourceRoot } from './page.ts';
export { portOf } from './port.ts';
