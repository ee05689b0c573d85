import { chmodSync, rmSync } from "node:fs";
import type { Server as HttpServer } from "node:http";
import type { Server as HttpsServer } from "node:https";
import { z } from "zod";

type Server = HttpServer | HttpsServer;

/** Where a server listens: on TCP, or on a Unix socket that only this user can open. */
export type Address = { host: string; port: number } | { socket: string };

/** A part that is up. `close` stops taking requests, lets those under way finish and then resolves. */
export interface Running {
  close(): Promise<void>;
}

/** `127.0.0.1:9229`, `[::]:9229` or `unix:/run/trades.sock`. */
export const listenAddress = z.string().transform((text, context): Address => {
  const socket = /^unix:(\/.+)$/.exec(text)?.[1];
  if (socket) return { socket };
  const [, host, port] = /^(\[[0-9a-fA-F:]+\]|[^:[\]]+):(\d{1,5})$/.exec(text) ?? [];
  if (host && port && Number(port) <= 65_535) return { host: host.replace(/^\[|\]$/g, ""), port: Number(port) };
  context.addIssue({ code: "custom", message: "expected host:port or unix:/path" });
  return z.NEVER;
});

/** The place to listen on cannot be had. `message` says which and what to change. */
export class CannotListen extends Error {
  override name = "CannotListen";
}

/** Unix socket paths are cut off by the kernel past this many bytes (sun_path in sys/un.h, less the final NUL). */
const longestSocketPath = process.platform === "darwin" ? 103 : 107;

/** How long requests under way may take to finish once a stop was asked for, in milliseconds. */
const drainTime = 5_000;

/**
 * Listens, and resolves when connections are accepted.
 * @throws {CannotListen} for a port in use, a port that is not allowed or a socket path that is too long.
 */
export const listen = async (server: Server, address: Address): Promise<Running> => {
  if ("socket" in address) prepareSocket(address.socket);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explained(error, address)));
    server.listen("socket" in address ? { path: address.socket } : address, resolve);
  });
  if ("socket" in address) chmodSync(address.socket, 0o600);
  return { close: () => closed(server) };
};

/** How an address is written in logs and messages. */
export const written = (address: Address) =>
  "socket" in address ? `unix:${address.socket}` : `${address.host}:${address.port}`;

/** @throws {CannotListen} for a path that the system would cut off. */
export const checkSocketPath = (path: string): void => {
  const bytes = Buffer.byteLength(path);
  if (bytes > longestSocketPath)
    throw new CannotListen(
      `the socket path ${path} has ${bytes} bytes; the system allows ${longestSocketPath}: choose a shorter data directory`,
    );
};

const prepareSocket = (path: string) => {
  checkSocketPath(path);
  // A socket that a killed process left behind refuses a new listener although nobody serves it.
  rmSync(path, { force: true });
};

const explained = (error: NodeJS.ErrnoException, address: Address) => {
  if (error.code === "EADDRINUSE")
    return new CannotListen(`${written(address)} is in use by another process: stop it or choose another port`, {
      cause: error,
    });
  if (error.code === "EACCES")
    return new CannotListen(`this user may not listen on ${written(address)}: choose another port`, { cause: error });
  return new CannotListen(`cannot listen on ${written(address)}: ${error.message}`, { cause: error });
};

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), drainTime);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
