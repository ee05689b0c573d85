import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../testing/backend.ts";
import { startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";
import { until } from "../testing/until.ts";
import { largestBody } from "./limited-body.ts";

let backend: Backend;
let gateway: TestedGateway;
beforeAll(async () => {
  backend = await startBackend();
  gateway = await startGateway({
    folder: backend.folder,
    connections: 1,
    routes: [
      httpRoute("GET", "/trades"),
      httpRoute("POST", "/trades"),
      httpRoute("GET", "/slow", { timeout: 300 }),
      httpRoute("GET", "/down", { uri: "http://nobody/down" }),
      httpRoute("GET", "/internet", {
        uri: "http://127.0.0.1:1/",
        connection: { type: "INTERNET" },
      }),
    ],
  });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
afterEach(() => backend.reset());

const get = (path: string) => raw(`GET ${path} HTTP/1.1`, "Host: gw");
const stillWorks = async () => {
  backend.reset();
  const { answers } = await converse(gateway.port, get("/trades"));
  expect(answers.map(({ body }) => body)).toEqual(['{"method":"GET","url":"/trades"}']);
};

describe("bodies", () => {
  test("of ten megabytes arrive whole, and one byte more is refused", async () => {
    const largest = randomBytes(largestBody);
    let received = Buffer.alloc(0);
    backend.takeOver = async (request, response) => {
      received = Buffer.concat(await request.toArray());
      response.end("got it");
    };
    const good = await fetch(`${gateway.url}/trades`, { method: "POST", body: largest });
    expect([good.status, await good.text()]).toEqual([200, "got it"]);
    expect(received.equals(largest)).toBe(true);

    backend.reset();
    const bad = await fetch(`${gateway.url}/trades`, {
      method: "POST",
      body: Buffer.concat([largest, Buffer.from("x")]),
    });
    expect([bad.status, bad.headers.get("content-type"), await bad.text()]).toEqual([
      413,
      "text/plain",
      "HTTP content length exceeded 10485760 bytes.",
    ]);
    expect(backend.seen).toEqual([]);
    await stillWorks();
  });

  test("of unknown length are cut off at ten megabytes, and the service never sees an end", async () => {
    const body = new ReadableStream({
      start(stream) {
        for (let megabyte = 0; megabyte < 11; megabyte++) stream.enqueue(new Uint8Array(1_048_576));
        stream.close();
      },
    });
    const bad = await fetch(`${gateway.url}/trades`, { method: "POST", body, duplex: "half" } as RequestInit);
    expect(bad.status).toBe(413);
    await until(() => backend.seen.length === 1);
    expect(backend.seen[0]?.complete).toBe(false);
    await stillWorks();
  });

  test("come back as they are sent, piece by piece", async () => {
    let goOn = () => {};
    backend.takeOver = (_request, response) => {
      response.write("first");
      goOn = () => response.end("second");
    };
    const answer = await fetch(`${gateway.url}/trades`);
    const reader = answer.body!.getReader();
    expect(Buffer.from((await reader.read()).value!).toString()).toBe("first");
    goOn();
    expect(Buffer.from((await reader.read()).value!).toString()).toBe("second");
    expect((await reader.read()).done).toBe(true);
  });

  test("are read no faster than the other side takes them", async () => {
    let sent = 0;
    backend.takeOver = (_request, response) => {
      const more = () => {
        while (sent < 64_000_000 && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on("drain", more);
      more();
    };
    const client = connect(gateway.port, "127.0.0.1");
    client.write(get("/trades"));
    await once(client, "readable");
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(sent).toBeLessThan(32_000_000);
    client.destroy();
  });

  test("that a service does not wait for do not cost the client its answer", async () => {
    backend.takeOver = (_request, response) => void response.writeHead(403).end("no need to go on");
    const answer = await fetch(`${gateway.url}/trades`, { method: "POST", body: Buffer.alloc(2_000_000) });
    expect([answer.status, await answer.text()]).toEqual([403, "no need to go on"]);
    await stillWorks();
  });
});

describe("a client that leaves", () => {
  test.each([
    ["before the answer", () => {}],
    ["in the middle of it", (write: () => void) => write()],
  ])("%s ends the call of the service within a second", async (_when, act) => {
    let left = 0;
    let started = 0;
    backend.takeOver = (_request, response) => {
      started = performance.now();
      act(() => response.write("a part"));
      response.once("close", () => {
        left = performance.now();
      });
    };
    const client = connect(gateway.port, "127.0.0.1");
    client.write(get("/trades"));
    await until(() => started > 0);
    const gone = performance.now();
    client.destroy();
    await until(() => left > 0);
    expect(left - gone).toBeLessThan(1_000);
    await until(() => gateway.lines.some(({ aborted }) => aborted === true));
    await stillWorks();
  });

  test("while its request waits for a connection never reaches the service", async () => {
    let release = () => {};
    const urls: string[] = [];
    backend.takeOver = ({ url = "" }, response) => {
      urls.push(url);
      release = () => response.end("ok");
    };
    const first = fetch(`${gateway.url}/trades`);
    await until(() => urls.length === 1);
    const client = connect(gateway.port, "127.0.0.1");
    client.write(get("/trades?second"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    client.destroy();
    await new Promise((resolve) => setTimeout(resolve, 100));
    release();
    expect((await first).status).toBe(200);
    await stillWorks();
    expect(urls).toEqual(["/trades"]);
  });

  test("in the middle of its body is not taken for one that is done", async () => {
    const client = connect(gateway.port, "127.0.0.1");
    client.write(`${raw("POST /trades HTTP/1.1", "Host: gw", "Content-Length: 10")}half`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    client.destroy();
    await until(() => backend.seen.length === 1);
    expect(backend.seen[0]?.complete).toBe(false);
    await stillWorks();
  });
});

describe("a service that fails", () => {
  test.each([
    ["after a part of a chunked body", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n"],
    ["after a part of a body with a length", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\npart"],
  ])("%s resets the client's connection, so that no part is taken for the whole", async (_when, bytes) => {
    backend.takeOver = (_request, response) => {
      response.socket?.write(bytes);
      setTimeout(() => response.socket?.destroy(), 50);
    };
    gateway.lines.length = 0;
    expect((await converse(gateway.port, get("/trades"), { patience: 2_000 })).ended).toBe("reset");
    await until(() => gateway.lines.length > 0);
    expect(gateway.lines[0]).toMatchObject({ aborted: true, reason: expect.stringMatching(/^broke off: /) });
    await stillWorks();
  });

  test("before an answer is a network error", async () => {
    let calls = 0;
    backend.takeOver = (_request, response) => {
      calls++;
      response.socket?.destroy();
    };
    const { answers } = await converse(gateway.port, get("/trades"));
    expect(answers[0]).toMatchObject({
      status: 504,
      body: '{"message":"Network error communicating with endpoint"}',
      headers: { "x-amzn-errortype": "InternalServerErrorException" },
    });
    expect(calls).toBe(1); // Never tried again: the service may have acted on it.
    await stillWorks();
  });

  test("to speak HTTP is a network error", async () => {
    backend.takeOver = (_request, response) => void response.socket?.end("SSH-2.0-OpenSSH_9.2\r\n");
    expect((await converse(gateway.port, get("/trades"))).answers[0]?.status).toBe(504);
    await stillWorks();
  });

  test.each([
    ["/down", 500, '{"message":"Internal server error"}'],
    ["/internet", 504, '{"message":"Network error communicating with endpoint"}'],
  ])("to be there: %s is answered with %d", async (path, status, body) => {
    const { answers } = await converse(gateway.port, get(path));
    expect(answers[0]).toMatchObject({ status, body });
    expect(answers[0]?.headers["x-amzn-errortype"]).toBe("InternalServerErrorException");
    expect(answers[0]?.body).not.toContain(backend.folder);
  });
});

describe("a service that is slow", () => {
  test("is given up with 504 after the integration's own time", async () => {
    backend.takeOver = () => {};
    const started = performance.now();
    const { answers } = await converse(gateway.port, get("/slow"));
    expect(answers[0]).toMatchObject({ status: 504, body: '{"message":"Endpoint request timed out"}' });
    expect(performance.now() - started).toBeLessThan(1_500);
    await stillWorks();
  });

  test("is answered where it makes it in time", async () => {
    backend.takeOver = (_request, response) => void setTimeout(() => response.end("made it"), 100);
    expect((await converse(gateway.port, get("/slow"))).answers[0]).toMatchObject({ status: 200, body: "made it" });
  });

  test("to finish its answer has the connection reset", async () => {
    backend.takeOver = (_request, response) => {
      const dribble = setInterval(() => response.write("."), 50);
      response.once("close", () => clearInterval(dribble));
    };
    expect((await converse(gateway.port, get("/slow"), { patience: 2_000 })).ended).toBe("reset");
    await stillWorks();
  });

  test("keeps those who wait for a connection no longer than their own time", async () => {
    let release = () => {};
    backend.takeOver = (_request, response) => {
      release = () => response.end("ok");
    };
    const first = fetch(`${gateway.url}/trades`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await converse(gateway.port, get("/slow"))).answers[0]?.status).toBe(504);
    release();
    expect((await first).status).toBe(200);
    await stillWorks();
  });
});
