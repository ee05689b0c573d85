import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A private service that answers with bytes, whatever they mean. */
export interface RawBackend {
  /** The folder of `unix:/dir`. */
  readonly folder: string;
  /** What the next request is answered with, and then every one: latin1. */
  answer: string;
  /** What becomes of the connection after the answer. */
  afterwards: "keep" | "close";
  /** The first lines of the requests that came, in order. */
  readonly seen: string[];
  close(): Promise<void>;
}

/** What a well-behaved service says. */
export const wellFormed = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine";

/** Understands requests without a body only. */
export const startRawBackend = async (name = "trades"): Promise<RawBackend> => {
  const folder = mkdtempSync(join(tmpdir(), "gateway-"));
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      backend.seen.push(bytes.toString("latin1").split("\r\n")[0] ?? "");
      socket.write(Buffer.from(backend.answer, "latin1"));
      if (backend.afterwards === "close") socket.end();
    });
  });
  const backend: RawBackend = {
    folder,
    answer: wellFormed,
    afterwards: "keep",
    seen: [],
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
  await new Promise<void>((resolve) => server.listen(join(folder, `${name}.sock`), resolve));
  return backend;
};
