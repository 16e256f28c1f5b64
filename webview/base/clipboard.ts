let hostCopies: ((text: string) => Promise<unknown>) | null = null;

/** The editor copies text where the page may not. */
export function copyByHost(copy: (text: string) => Promise<unknown>): void {
  hostCopies = copy;
}

/** Puts a PNG picture on the clipboard; false where the page may not, or the clipboard takes none. */
export async function copyPicture(png: Uint8Array): Promise<boolean> {
  return write({ 'image/png': new Blob([png.slice()], { type: 'image/png' }) });
}

/** Puts an SVG picture on the clipboard, for programs that take text as well as for those that take pictures. */
export async function copyVector(svg: string): Promise<boolean> {
  const text = { 'text/plain': new Blob([svg], { type: 'text/plain' }) };
  const type = 'image/svg+xml';
  const isTaken = 'ClipboardItem' in globalThis && ClipboardItem.supports(type);
  const isWritten = await write(isTaken ? { ...text, [type]: new Blob([svg], { type }) } : text);
  if (isWritten || hostCopies === null) return isWritten;
  return hostCopies(svg).then(
    () => true,
    () => false,
  );
}

async function write(content: Record<string, Blob>): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem(content)]);
    return true;
  } catch {
    // Refused, out of focus, or not there at all.
    return false;
  }
}
