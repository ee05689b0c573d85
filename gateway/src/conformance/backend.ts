import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { listen, type Running } from "@gatehouse/http/listen.ts";

/** The HTTP service behind the APIs of the corpus: it answers with what arrived, or with what `X-Corpus-Answer` asks for. */
export const startCorpusBackend = async (): Promise<Running & { readonly host: string }> => {
  const server = createServer((request, response) => void answer(request, response));
  const running = await listen(server, { host: "127.0.0.1", port: 0 });
  return { ...running, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const answer = async (request: IncomingMessage, response: ServerResponse) => {
  const body = Buffer.concat(await request.toArray()).toString("latin1");
  const { method, url, rawHeaders, headers } = request;
  response.sendDate = false;
  response.setHeader("X-Corpus-Backend", "reached");
  const wanted = headers["x-corpus-answer"];
  if (typeof wanted === "string") return asTold(response, wanted);
  response.setHeader("Content-Type", "application/json");
  return response.end(JSON.stringify({ method, url, headers: lowered(rawHeaders), body }));
};

interface Wanted {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const asTold = (response: ServerResponse, encoded: string) => {
  const { status, headers, body } = JSON.parse(Buffer.from(encoded, "base64url").toString()) as Wanted;
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.statusCode = status;
  return response.end(body);
};

/** Every header by its lower-case name, several values joined by a comma. */
const lowered = (raw: readonly string[]) => {
  const headers: Record<string, string> = {};
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] ?? "").toLowerCase();
    const value = raw[index + 1] ?? "";
    headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return headers;
};
