import path from 'node:path';
import type { Row, TableSchema } from '../../base/index.ts';
import { encodeBatch, encodeSchema, endOfStream } from '../../record/tables/index.ts';
import {
  codeOf,
  limits,
  nodeFiles,
  openForWriting,
  temporaryName,
  writeAll,
  type FileSystem,
} from '../../system/index.ts';

/**
 * A table that only grows. Rows wait in memory until `flush`; what a flush could not write is
 * written by the next one, from the last whole message on.
 */
export class TableFile {
  readonly schema: TableSchema;
  readonly #file: string;
  readonly #files: FileSystem;
  #rows: Row[] = [];
  #pending: { readonly bytes: Uint8Array; readonly rows: number }[] = [];
  #fd: number | undefined;
  /** Bytes and rows of whole messages in the file. */
  #written = 0;
  #kept = 0;
  #taken = 0;
  #ended = false;
  #unsafe: Error | null = null;

  constructor(folder: string, schema: TableSchema, files: FileSystem = nodeFiles) {
    this.schema = schema;
    this.#file = path.join(folder, `${schema.table}.arrows`);
    this.#files = files;
  }

  /** Rows that were appended, and those of them that are in the file. */
  get counts(): { readonly taken: number; readonly kept: number } {
    return { taken: this.#taken, kept: this.#kept };
  }

  append(rows: readonly Row[]): void {
    if (this.#ended) throw new Error(`${this.schema.table} has ended`);
    for (const row of rows) this.#rows.push(row);
    this.#taken += rows.length;
  }

  /** Memory is bounded: true once more waits than may. */
  get overfull(): boolean {
    return this.#pending.reduce((n, p) => n + p.bytes.length, 0) > limits.pendingRows;
  }

  /** Writes what waits. Throws the file system's error; nothing is lost by it. */
  flush(): void {
    if (this.#ended) return;
    if (this.#rows.length > 0) {
      const rows = this.#rows.length;
      this.#pending.push({ bytes: encodeBatch(this.schema, this.#rows), rows });
      this.#rows = [];
    }
    this.#fd ??= this.#create();
    for (let next = this.#pending[0]; next !== undefined; next = this.#pending[0]) {
      this.#write(this.#fd, next.bytes);
      this.#kept += next.rows;
      this.#pending.shift();
    }
  }

  /**
   * Forces what was written to the disk. Where that failed once, the system may have dropped what it could
   * not write and forgotten that: from then on it fails each time.
   */
  sync(): void {
    if (this.#unsafe !== null) throw this.#unsafe;
    if (this.#fd === undefined) return;
    try {
      this.#files.fsyncSync(this.#fd);
    } catch (error) {
      // Some file systems have no such call.
      if (['EINVAL', 'ENOTSUP', 'ENOSYS'].includes(codeOf(error))) return;
      this.#unsafe = error instanceof Error ? error : new Error(String(error));
      throw error;
    }
  }

  /**
   * Ends the stream behind the last whole message, even where not everything could be written. May be
   * tried again where it fails.
   */
  end(): void {
    if (this.#fd === undefined || this.#ended) return;
    this.#files.ftruncateSync(this.#fd, this.#written);
    this.#write(this.#fd, endOfStream);
    this.#ended = true;
  }

  close(): void {
    if (this.#fd !== undefined) this.#files.closeSync(this.#fd);
    this.#fd = undefined;
  }

  #write(fd: number, message: Uint8Array): void {
    try {
      writeAll(fd, message, this.#written, this.#files);
    } catch (error) {
      this.#cut(fd);
      throw error;
    }
    this.#written += message.length;
  }

  /** Half a message is no use to anybody, and its room may be. */
  #cut(fd: number): void {
    try {
      this.#files.ftruncateSync(fd, this.#written);
    } catch {
      // Readers stop before it.
    }
  }

  /** The file appears with its whole schema, so that no reader and no kill ever sees half of it. */
  #create(): number {
    const temporary = temporaryName(this.#file);
    const schema = encodeSchema(this.schema);
    const fd = openForWriting(temporary, 'new', this.#files);
    try {
      writeAll(fd, schema, 0, this.#files);
      this.#files.renameSync(temporary, this.#file);
      this.#written = schema.length;
      return fd;
    } catch (error) {
      this.#files.closeSync(fd);
      this.#files.rmSync(temporary, { force: true });
      throw error;
    }
  }
}
