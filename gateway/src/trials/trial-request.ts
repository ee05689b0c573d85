import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { readRequest, requestIds } from "../front/read-request.ts";
import type { ClientRequest } from "../request/client-request.ts";
import type { Headers } from "../request/headers.ts";

/** A request that nobody sent, to see what its authorizer would make of it. */
export interface Wanted {
  readonly method: string;
  /** With the query, and with the base path or the stage in front. */
  readonly path: string;
  /** The Host: which of the gateway's domains is asked. */
  readonly host: string;
  readonly headers: Headers;
}

/**
 * What the front would hand on, had a client on this machine sent it: read in the same way, with the same headers gone
 * and the same ones added. It has no body.
 * @throws {Failure} where the front would refuse it.
 */
export const trialRequest = (wanted: Wanted, publicUrl: URL): ClientRequest => {
  const message = new IncomingMessage(socketOfThisMachine());
  message.push(null);
  const pairs = [["Host", wanted.host] as const, ...wanted.headers].map(([name, value]) => [name, asNodeReads(value)]);
  const { method, path: url } = wanted;
  Object.assign(message, { method, url, httpVersion: "1.1", rawHeaders: pairs.flat() });
  for (const [name = "", value = ""] of pairs) {
    const key = name.toLowerCase();
    message.headers[key] ??= value;
    message.headersDistinct[key] = [...(message.headersDistinct[key] ?? []), value];
  }
  return readRequest(message, requestIds(), publicUrl);
};

const socketOfThisMachine = () => Object.defineProperty(new Socket(), "remoteAddress", { value: "127.0.0.1" });

/** A character for each byte that a client would send. */
const asNodeReads = (value: string) => Buffer.from(value).toString("latin1");
