import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen } from "@gatehouse/http/listen.ts";

/** A request as a private service saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  /** As sent, names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly headers: IncomingMessage["headers"];
  readonly trailers: IncomingMessage["trailers"];
  readonly body: string;
  /** Whether the body came to its proper end. */
  readonly complete: boolean;
}

/** A private service on a Unix socket that remembers every request which reached it. */
export interface Backend {
  /** The folder of `unix:/dir`. */
  readonly folder: string;
  readonly seen: SeenRequest[];
  /** What it does with a request whose body has arrived; it echoes the path by default. */
  answer: (request: SeenRequest, response: ServerResponse) => void;
  /** Takes the request over before its body is read. */
  takeOver: RequestListener | null;
  /** Forgets what it saw and what it was told. */
  reset(): void;
  close(): Promise<void>;
}

/** @param name of the private host. */
export const startBackend = async (name = "trades"): Promise<Backend> => {
  const folder = mkdtempSync(join(tmpdir(), "gateway-"));
  const backend: Backend = {
    folder,
    seen: [],
    answer: echo,
    takeOver: null,
    reset() {
      backend.seen.length = 0;
      backend.answer = echo;
      backend.takeOver = null;
    },
    close: async () => {
      server.closeAllConnections();
      await running.close();
      rmSync(folder, { recursive: true });
    },
  };
  const server = createServer((request, response) => {
    if (backend.takeOver) return backend.takeOver(request, response);
    remember(request, backend.seen, (seen) => backend.answer(seen, response));
  });
  const running = await listen(server, { socket: join(folder, `${name}.sock`) });
  return backend;
};

const echo = ({ method, url }: SeenRequest, response: ServerResponse) => {
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({ method, url }));
};

const remember = (request: IncomingMessage, seen: SeenRequest[], then: (request: SeenRequest) => void) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("error", () => {});
  request.once("close", () => {
    const { method = "", url = "", rawHeaders, headers, trailers, complete } = request;
    const body = Buffer.concat(chunks).toString("latin1");
    const remembered = { method, url, rawHeaders, headers, trailers, body, complete };
    seen.push(remembered);
    if (complete) then(remembered);
  });
};
