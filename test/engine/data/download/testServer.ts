import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer {
  readonly url: string;
  /** Path and Range header of each request. */
  readonly requests: { readonly path: string; readonly range: string | undefined }[];
  close(): Promise<void>;
}

export interface ServerBehaviour {
  readonly files: Record<string, Uint8Array>;
  /** Cut the connection after so many bytes of the answer, this many times. */
  readonly cut?: { readonly after: number; readonly times: number };
  /** Answers a Range with the whole file. */
  readonly ignoreRange?: boolean;
  readonly etag?: string;
  /** Answer so many requests with 503 first. */
  readonly busy?: number;
  /** Send the headers and then nothing. */
  readonly stall?: boolean;
}

/** A server on this machine that behaves as well or as badly as a test wants. */
export async function startServer(behaviour: ServerBehaviour): Promise<TestServer> {
  const requests: { path: string; range: string | undefined }[] = [];
  const left = { cuts: behaviour.cut?.times ?? 0, busy: behaviour.busy ?? 0 };
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', range: request.headers.range });
    answer(behaviour, left, request, response);
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise(closed => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

function answer(
  behaviour: ServerBehaviour,
  left: { cuts: number; busy: number },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const file = behaviour.files[(request.url ?? '').slice(1)];
  if (left.busy-- > 0) return void response.writeHead(503).end();
  if (!file) return void response.writeHead(404).end('no such file');
  const asked = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
  const changed =
    request.headers['if-range'] !== undefined && request.headers['if-range'] !== behaviour.etag;
  const from = asked && !behaviour.ignoreRange && !changed ? Number(asked[1]) : 0;
  if (asked && from >= file.length) {
    return void response.writeHead(416, { 'content-range': `bytes */${file.length}` }).end();
  }
  response.writeHead(from > 0 ? 206 : 200, {
    'content-length': file.length - from,
    ...(from > 0 && { 'content-range': `bytes ${from}-${file.length - 1}/${file.length}` }),
    ...(behaviour.etag && { etag: behaviour.etag }),
  });
  if (behaviour.stall) return void response.flushHeaders();
  if (behaviour.cut && left.cuts-- > 0) {
    response.write(file.subarray(from, from + behaviour.cut.after), () =>
      setTimeout(() => response.destroy(), 20),
    );
    return;
  }
  response.end(file.subarray(from));
}
