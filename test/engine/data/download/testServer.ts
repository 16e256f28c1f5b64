import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer {
  readonly url: string;
  /** Path and Range header of each request. */
  readonly requests: { readonly path: string; readonly range: string | undefined }[];
  /** Tells how many bytes of the file the client has: a connection is cut when it has what was sent. */
  readonly arrived: (bytes: number) => void;
  close(): Promise<void>;
}

export interface ServerBehaviour {
  readonly files: Record<string, Uint8Array>;
  /**
   * Cut the connection after so many bytes of the answer, this many times, as soon as the client has them:
   * what is on its way when a connection is cut is lost.
   */
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
  const client = { has: 0 };
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', range: request.headers.range });
    client.has = 0;
    answer(behaviour, left, client, request, response);
  });
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    arrived: bytes => (client.has = bytes),
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
  client: { readonly has: number },
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
    const until = Math.min(from + behaviour.cut.after, file.length);
    response.write(file.subarray(from, until));
    const timer = setInterval(() => {
      if (until > from && client.has < until) return;
      clearInterval(timer);
      response.destroy();
    }, 5);
    response.once('close', () => clearInterval(timer));
    return;
  }
  response.end(file.subarray(from));
}
