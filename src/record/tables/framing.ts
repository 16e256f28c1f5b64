import { Message, MessageHeader } from 'apache-arrow';
import { limits } from '../../base/index.ts';
import { isSound } from './verify.ts';

/** What stands at an offset of an Arrow IPC stream. `end` is the offset behind it. */
export type Frame =
  | { readonly kind: 'message'; readonly content: 'schema' | 'batch'; readonly end: number }
  | { readonly kind: 'endOfStream'; readonly end: number }
  /** The bytes stop before the message does (or there are none). */
  | { readonly kind: 'torn' }
  /** These bytes are no message of ours, whatever follows. */
  | { readonly kind: 'damaged' };

/**
 * Reads the frame at `offset`: continuation marker 0xFFFFFFFF, metadata length as int32, metadata
 * (a flatbuffer, padded to 8 bytes), body. Looks at the metadata only; never throws.
 * Source: Arrow Columnar Format, "Encapsulated message format".
 */
export function messageAt(bytes: Uint8Array, offset: number): Frame {
  const prefix = bytes.subarray(offset, offset + 4);
  if (prefix.some(b => b !== 255)) return { kind: 'damaged' };
  if (offset + 8 > bytes.length) return { kind: 'torn' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const metadataLength = view.getInt32(offset + 4, true);
  if (metadataLength === 0) return { kind: 'endOfStream', end: offset + 8 };
  if (metadataLength < 0 || metadataLength % 8 !== 0) return { kind: 'damaged' };
  if (metadataLength > limits.arrowMetadata) return { kind: 'damaged' };
  const bodyStart = offset + 8 + metadataLength;
  if (bodyStart > bytes.length) return { kind: 'torn' };
  const message = decode(bytes.subarray(offset + 8, bodyStart));
  if (message === undefined) return { kind: 'damaged' };
  const end = bodyStart + message.bodyLength;
  return end > bytes.length ? { kind: 'torn' } : { kind: 'message', content: message.content, end };
}

function decode(
  metadata: Uint8Array,
): { content: 'schema' | 'batch'; bodyLength: number } | undefined {
  if (!isSound(metadata)) return undefined;
  try {
    const message = Message.decode(metadata);
    const { bodyLength } = message;
    if (!Number.isSafeInteger(bodyLength) || bodyLength < 0 || bodyLength % 8 !== 0)
      return undefined;
    if (bodyLength > limits.arrowBody) return undefined;
    if (message.headerType === MessageHeader.Schema) return { content: 'schema', bodyLength };
    if (message.isRecordBatch() && plausible(message.header(), bodyLength))
      return { content: 'batch', bodyLength };
    return undefined;
  } catch {
    return undefined;
  }
}

/** Every column of ours takes at least four bytes a row; a damaged count must not make a reader allocate it. */
function plausible(batch: BatchHeader, bodyLength: number): boolean {
  return (
    batch.length >= 0 &&
    4 * batch.length * Math.max(1, batch.nodes.length) <= bodyLength &&
    batch.nodes.every(n => n.length === batch.length && n.nullCount <= batch.length) &&
    follow(batch.buffers, bodyLength)
  );
}

/** One behind the other: bytes that several columns share would be unpacked once for each. */
function follow(buffers: BatchHeader['buffers'], bodyLength: number): boolean {
  let end = 0;
  for (const { offset, length } of buffers) {
    // Writers may give an empty buffer any place.
    if (length === 0) continue;
    if (offset < end || length < 0 || offset + length > bodyLength) return false;
    end = offset + length;
  }
  return true;
}

type BatchHeader = ReturnType<Message<MessageHeader.RecordBatch>['header']>;
