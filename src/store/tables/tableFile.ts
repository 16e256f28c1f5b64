import path from 'node:path';
import type { Row, TableSchema } from '../../base/index.ts';
import { encodeBatch, encodeSchema, endOfStream } from '../../record/tables/index.ts';
import { codeOf, nodeFiles, writeAll, type FileSystem } from '../../system/index.ts';

/** Bytes that may wait for a full disk before appending is refused. */
const mostPending = 256 * 1024 * 1024;

/**
 * A table that only grows. Rows wait in memory until `flush`; what a flush could not write is
 * written by the next one, from the last whole message on.
 */
export class TableFile {
  readonly schema: TableSchema;
  readonly #file: string;
  readonly #files: FileSystem;
  #rows: Row[] = [];
  #pending: Uint8Array[] = [];
  #fd: number | undefined;
  /** Bytes of whole messages in the file. */
  #written = 0;
  #ended = false;

  constructor(folder: string, schema: TableSchema, files: FileSystem = nodeFiles) {
    this.schema = schema;
    this.#file = path.join(folder, `${schema.table}.arrows`);
    this.#files = files;
  }

  append(rows: readonly Row[]): void {
    if (this.#ended) throw new Error(`${this.schema.table} has ended`);
    this.#rows.push(...rows);
  }

  /** Memory is bounded: true once more waits than may. */
  get overfull(): boolean {
    return this.#pending.reduce((n, p) => n + p.length, 0) > mostPending;
  }

  /** Writes what waits. Throws the file system's error; nothing is lost by it. */
  flush(): void {
    if (this.#ended) return;
    if (this.#rows.length > 0) {
      this.#pending.push(encodeBatch(this.schema, this.#rows));
      this.#rows = [];
    }
    this.#fd ??= this.#create();
    for (let next = this.#pending[0]; next !== undefined; next = this.#pending[0]) {
      this.#write(this.#fd, next);
      this.#pending.shift();
    }
  }

  /** Ends the stream behind the last whole message, even where not everything could be written. */
  end(): void {
    if (this.#fd === undefined || this.#ended) return;
    this.#ended = true;
    this.#files.ftruncateSync(this.#fd, this.#written);
    this.#write(this.#fd, endOfStream);
    this.#files.fsyncSync(this.#fd);
  }

  close(): void {
    if (this.#fd !== undefined) this.#files.closeSync(this.#fd);
    this.#fd = undefined;
  }

  #write(fd: number, message: Uint8Array): void {
    writeAll(fd, message, this.#written, this.#files);
    this.#written += message.length;
  }

  /** The file appears with its whole schema, so that no reader and no kill ever sees half of it. */
  #create(): number {
    const temporary = path.join(path.dirname(this.#file), `.${path.basename(this.#file)}.tmp`);
    const schema = encodeSchema(this.schema);
    const fd = this.#files.openSync(temporary, 'w');
    try {
      writeAll(fd, schema, 0, this.#files);
      this.#files.renameSync(temporary, this.#file);
      this.#written = schema.length;
      return fd;
    } catch (error) {
      this.#files.closeSync(fd);
      if (codeOf(error) !== 'ENOENT') this.#files.rmSync(temporary, { force: true });
      throw error;
    }
  }
}
