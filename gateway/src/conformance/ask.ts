import { request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import type { Step } from "./case-file.ts";
import type { Endpoint } from "./target.ts";

/** What came back. */
export interface Received {
  readonly status: number;
  /** By lower-case name; values of one name joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

type Sent = Pick<Step, "method" | "path" | "headers"> & Partial<Pick<Step, "body" | "behind">>;

/** Milliseconds; longer than any integration of the corpus may take. */
const patience = 35_000;

/** Sends one request with exactly these headers, besides Host and what frames the body. */
export const ask = ({ base, address }: Endpoint, { method, path, behind, headers, body }: Sent): Promise<Received> =>
  new Promise((resolve, reject) => {
    const { protocol, hostname, port, pathname } = new URL(base);
    const host = port === "" ? hostname : `${hostname}:${port}`;
    const framing = body === undefined ? [] : [["Content-Length", String(Buffer.byteLength(body))]];
    const outgoing = (protocol === "https:" ? overHttps : overHttp)({
      method,
      ...(address ?? { host: hostname, port }),
      path: behind === "host" ? path : `${pathname.replace(/\/$/, "")}${path}`,
      headers: [["Host", host], ["Connection", "close"], ...headers, ...framing].flat(),
      setDefaultHeaders: false,
      agent: false,
      timeout: patience,
    });
    outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer in ${patience} ms`)));
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("error", reject);
      incoming.on("end", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(
            Object.entries(incoming.headersDistinct).map(([name, values = []]) => [name, values.join(",")]),
          ),
          text: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    outgoing.end(body);
  });
