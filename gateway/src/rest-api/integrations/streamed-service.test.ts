import type { ServerResponse } from "node:http";
import { connect } from "node:net";
import { describe, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../../testing/backend.ts";
import { startGateway } from "../../testing/gateway.ts";
import { converse, raw } from "../../testing/raw-connection.ts";
import { httpRoute } from "../../testing/routes.ts";
import { until } from "../../testing/until.ts";

const behind = async (answer: Backend["answer"]) => {
  const backend = await startBackend();
  backend.answer = answer;
  const gateway = await startGateway({
    folder: backend.folder,
    connections: 2,
    routes: [
      httpRoute("GET", "/streamed", { transferMode: "STREAM", timeout: 900_000 }),
      httpRoute("GET", "/buffered"),
    ],
  });
  return {
    port: gateway.port,
    close: async () => {
      await gateway.close();
      await backend.close();
    },
  };
};

/** What API Gateway buffers: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const largest = 10_485_760;

describe("a service's answer", () => {
  const said = (size: number) => (_: unknown, response: ServerResponse) =>
    void response.writeHead(200, { "content-length": size }).end(Buffer.alloc(size));
  const unsaid = (size: number) => (_: unknown, response: ServerResponse) => {
    response.write(Buffer.alloc(1));
    response.end(Buffer.alloc(size - 1));
  };

  test.each<[string, string, (size: number) => Backend["answer"], number, object]>([
    ["that names its length, within the limit", "/buffered", said, largest, { status: 200 }],
    ["that names its length, past it", "/buffered", said, largest + 1, { status: 500 }],
    ["that does not, within it", "/buffered", unsaid, largest, { status: 200 }],
    ["that names its length, past the limit, as a stream", "/streamed", said, largest + 1, { status: 200 }],
    ["that does not, past the limit, as a stream", "/streamed", unsaid, largest + 1, { status: 200 }],
  ])("%s", async (_what, path, answer, size, expected) => {
    const { port, close } = await behind(answer(size));
    const { answers } = await converse(port, raw(`GET ${path} HTTP/1.1`, "Host: gw"), { patience: 20_000 });
    await close();
    expect(answers[0]).toMatchObject(expected);
    if (answers[0]?.status === 200) expect(answers[0].body).toHaveLength(size);
  });

  test("that does not name its length, past the limit, resets the connection", async () => {
    const { port, close } = await behind(unsaid(largest + 1));
    const { text, ended } = await converse(port, raw("GET /buffered HTTP/1.1", "Host: gw"), { patience: 20_000 });
    await close();
    expect([ended, text.endsWith("0\r\n\r\n")]).toEqual(["reset", false]);
  });

  test("goes on piece by piece as a stream, while the service still writes", async () => {
    let response: ServerResponse | undefined;
    const { port, close } = await behind((_, given) => {
      response = given;
      given.write("one");
    });
    const socket = connect({ port, host: "127.0.0.1" });
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk;
    });
    socket.write(raw("GET /streamed HTTP/1.1", "Host: gw"));
    await until(() => text.includes("one"));
    response?.write("two");
    await until(() => text.includes("two"));
    response?.end();
    await until(() => text.endsWith("0\r\n\r\n"));
    socket.destroy();
    await close();
  });
});
