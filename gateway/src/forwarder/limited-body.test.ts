import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { ClientGone } from "./failure-of.ts";
import { limitedBody, wholeBody } from "./limited-body.ts";

let server: Server;
let asked: (message: IncomingMessage) => Promise<unknown>;
let outcome: unknown;
beforeAll(async () => {
  server = createServer(async (message: IncomingMessage, response: ServerResponse) => {
    outcome = await asked(message).catch((error: unknown) => error);
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => void server.close());
beforeEach(() => {
  outcome = undefined;
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const chunked = (text: string) => ({
  body: new Blob([text]).stream(),
  duplex: "half" as const,
});

test.each<[string, RequestInit, string]>([
  ["of a known length", { body: "a body" }, "a body"],
  ["in chunks", chunked("some chunks"), "some chunks"],
  ["in chunks without a byte", chunked(""), ""],
])("a body %s is read whole twice, and goes on as a stream after that", async (_what, init, body) => {
  asked = async (message) => {
    const whole = [await wholeBody(message), await wholeBody(message)];
    const stream = limitedBody(message);
    return [...whole, Buffer.concat((await stream?.toArray()) ?? [])].map(String);
  };
  await fetch(url(), { method: "POST", ...init });
  expect(outcome).toEqual([body, body, body]);
});

test("a request without a body has none to send on", async () => {
  asked = async (message) => [String(await wholeBody(message)), limitedBody(message)];
  await fetch(url(), { method: "POST" });
  expect(outcome).toEqual(["", null]);
});

test("a body that is too large is too large for everybody who asks", async () => {
  asked = async (message) => {
    const refusals = [wholeBody(message), wholeBody(message), limitedBody(message)?.toArray()];
    return (await Promise.allSettled(refusals)).map((each) => each.status === "rejected" && String(each.reason));
  };
  await fetch(url(), { method: "POST", body: Buffer.alloc(10_485_761) });
  const tooLarge = expect.stringMatching(/^BodyTooLarge: /);
  expect(outcome).toEqual([tooLarge, tooLarge, tooLarge]);
});

test("a client that leaves in the middle is gone, and nobody's bug", async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  asked = (message) => wholeBody(message).catch(resolve);
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf", () => socket.destroy());
  expect(await promise).toBeInstanceOf(ClientGone);
});
