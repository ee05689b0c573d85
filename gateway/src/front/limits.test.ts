import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { listen } from "@gatehouse/http/listen.ts";
import { afterEach, describe, expect, test } from "@jest/globals";
import { startHttpApi } from "../http-api/testing/gateway.ts";
import { lambdaRoute } from "../http-api/testing/routes.ts";
import type { ApiKind } from "../openapi/kind.ts";
import { startBackend } from "../testing/backend.ts";
import { startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";
import { type Limits, limits, strictServer } from "./server.ts";

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.close();
});

const openRestApi = async (changes: Partial<Limits> = {}) => {
  const backend = await startBackend();
  running.push(backend);
  const gateway = await startGateway({
    folder: backend.folder,
    routes: [httpRoute("GET", "/{proxy+}")],
    limits: changes,
  });
  running.push(gateway);
  return { backend, gateway };
};

const get = (...lines: string[]) => raw("GET /a HTTP/1.1", "Host: gw", ...lines);
const statusesOf = async ({ port }: Pick<TestedGateway, "port">, bytes: string) =>
  (await converse(port, bytes)).answers.map(({ status }) => status);

describe("heads of more than 10240 bytes are refused", () => {
  const openHttpApi = async () => {
    const gateway = await startHttpApi({
      routes: [lambdaRoute("$default")],
      invoke: async () => ({ kind: "result", value: "fine" }),
    });
    running.push(gateway);
    return gateway;
  };
  const starts: Readonly<Record<ApiKind, () => Promise<TestedGateway>>> = {
    REST: async () => (await openRestApi()).gateway,
    HTTP: openHttpApi,
  };
  /** `Host: gw` and the names are counted for REST APIs alone, the request line for HTTP APIs alone. */
  const filled = (kind: ApiKind, size: number, path = "/a") => {
    const counted = kind === "REST" ? "HostgwX".length : `GET ${path} HTTP/1.1gw`.length;
    return raw(`GET ${path} HTTP/1.1`, "Host: gw", `X: ${"a".repeat(size - counted)}`);
  };

  test.each<ApiKind>(["REST", "HTTP"])("by %s APIs", async (kind) => {
    const gateway = await starts[kind]();
    expect(await statusesOf(gateway, filled(kind, 10_240))).toEqual([200]);
    expect(await statusesOf(gateway, filled(kind, 10_241))).toEqual([431]);
    expect(await statusesOf(gateway, filled(kind, 100_000))).toEqual([431]);
  });

  test("of which the request line is a part for HTTP APIs, and apart for REST APIs", async () => {
    const path = `/${"p".repeat(5_000)}`;
    const bytes = filled("REST", 10_240, path);
    expect(await statusesOf(await starts.REST(), bytes)).toEqual([200]);
    expect(await statusesOf(await starts.HTTP(), bytes)).toEqual([431]);
    expect(await statusesOf(await starts.HTTP(), filled("HTTP", 10_240, path))).toEqual([200]);
  });

  test("and a URL of that many characters is the longest", async () => {
    const { gateway, backend } = await openRestApi();
    const target = `/${"p".repeat(10_239)}`;
    expect(await statusesOf(gateway, raw(`GET ${target} HTTP/1.1`, "Host: gw"))).toEqual([200]);
    expect(await statusesOf(gateway, raw(`GET ${target}p HTTP/1.1`, "Host: gw"))).toEqual([400]);
    expect(backend.seen.map(({ url }) => url)).toEqual([target]);
  });
});

describe("connections", () => {
  test("beyond the most are cut, and the place of one that ends is free again", async () => {
    const { gateway } = await openRestApi({ maxConnections: 2 });
    const held = [connect(gateway.port, "127.0.0.1"), connect(gateway.port, "127.0.0.1")];
    for (const socket of held) await once(socket, "connect");
    expect((await converse(gateway.port, get())).answers).toEqual([]);
    held[0]?.destroy();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await statusesOf(gateway, get("Connection: close"))).toEqual([200]);
    held[1]?.destroy();
  });

  test("carry no more requests than they may", async () => {
    const { gateway, backend } = await openRestApi({ maxRequestsPerSocket: 2 });
    expect(await statusesOf(gateway, get() + get())).toEqual([200, 200]);
    expect(await statusesOf(gateway, get() + get() + get())).toEqual([200, 200, 503]);
    expect(backend.seen).toHaveLength(4);
  });

  test("on which nothing is asked are closed", async () => {
    const { gateway } = await openRestApi({ headersTimeout: 300, requestTimeout: 300, keepAliveTimeout: 100 });
    for (const bytes of [get(), ""]) {
      const socket = connect(gateway.port, "127.0.0.1");
      socket.resume().write(bytes);
      await once(socket, "close");
    }
  });

  test("that dribble their headers in are all given up, while others are answered", async () => {
    const { gateway, backend } = await openRestApi({ headersTimeout: 1_000, requestTimeout: 1_500 });
    const slow = Array.from({ length: 100 }, () => connect(gateway.port, "127.0.0.1"));
    const ended = slow.map((socket) => once(socket.resume(), "close"));
    for (const socket of slow) socket.on("error", () => {}).write("GET /slow HTTP/1.1\r\nHost: gw\r\nX-A: ");
    const dribbling = setInterval(() => {
      for (const socket of slow) if (socket.writable) socket.write("a");
    }, 200);
    expect(await statusesOf(gateway, get())).toEqual([200]);
    await Promise.all(ended);
    clearInterval(dribbling);
    expect(backend.seen.map(({ url }) => url)).toEqual(["/a"]);
    expect(await statusesOf(gateway, get())).toEqual([200]);
  });
});

describe("a client that takes its answer", () => {
  /** Whether all of an answer of 20 MB left, more than the system keeps for it,, when the client takes a piece of it every now and then. */
  const isTakenBy = async (pause: number) => {
    let done: (isWhole: boolean) => void;
    const isWhole = new Promise<boolean>((resolve) => {
      done = resolve;
    });
    const answer = (_request: IncomingMessage, response: ServerResponse) => {
      response.once("close", () => done(response.writableFinished));
      response.end(Buffer.alloc(20_000_000));
    };
    const server = strictServer(answer, () => {}, { ...limits, readTimeout: 3_000 });
    running.push(await listen(server, { host: "127.0.0.1", port: 0 }));
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    socket.on("error", () => {}).write(get("Connection: close"));
    socket.on("data", () => {
      if (pause === 0) return;
      socket.pause();
      setTimeout(() => socket.resume(), pause);
    });
    const outcome = await isWhole;
    socket.destroy();
    return outcome;
  };

  test("at once gets all of it", async () => expect(await isTakenBy(0)).toBe(true));
  test("in small pieces is cut off", async () => expect(await isTakenBy(50)).toBe(false));
});
