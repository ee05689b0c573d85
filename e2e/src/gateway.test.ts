import { connect } from "node:net";
import { openBrowser } from "@gatehouse/browser/browser.ts";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { call, callFrom } from "./api.ts";
import { signIn, tokenIn } from "./sign-in.ts";
import { outputs } from "./target.ts";

/** Sends bytes as they are, on a connection that they ask to close, and gives back everything until the gateway closes it. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(outputs().gateway.url);
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes, "latin1"));
    let received = "";
    socket.setEncoding("latin1").on("data", (chunk) => {
      received += chunk;
    });
    socket.setTimeout(10_000, () => socket.destroy(new Error("the gateway neither answered nor closed")));
    socket.on("close", () => resolve(received)).on("error", reject);
  });

describe("the gateway", () => {
  let alice: string;
  let bob: string;
  beforeAll(async () => {
    [alice, bob] = (await Promise.all(
      ["alice@example.com", "bob@example.com"].map(async (person) => tokenIn(await signIn(person), "access")),
    )) as [string, string];
  });

  test.each([
    ["GET", "/nowhere"],
    ["GET", "/trades/1/2/3"],
    ["DELETE", "/trades/1"],
    ["GET", "/Trades"],
  ])("%s %s is no route", async (method, path) => {
    const answer = await call(method, path);
    expect([answer.status, answer.body]).toEqual([403, '{"message":"Missing Authentication Token"}']);
    expect(answer.header("x-amzn-errortype")).toBe("MissingAuthenticationTokenException");
  });

  test("no route, asked for with a bearer token, is a bad signature to API Gateway", async () => {
    const answer = await call("GET", "/nowhere", { token: alice });
    expect(answer.status).toBe(403);
    expect(answer.header("x-amzn-errortype")).toBe("IncompleteSignatureException");
  });

  test("answers /health itself", async () => {
    expect(await call("GET", "/health")).toMatchObject({ status: 200, body: '{"status": "up"}' });
  });

  test.each([["X-User-Id"], ["x-user-id"], ["X_User_Id"], ["X.User.Id"]])(
    "a client's own %s does not make it somebody else",
    async (header) => {
      const role = `spoof-${Math.random().toString(36).slice(2)}`;
      const refused = await call("POST", "/roles", {
        token: alice,
        json: { name: role },
        headers: { [header]: "CorpSAML_bob@example.com" },
      });
      expect(refused.status).toBe(403);
      const control = await call("POST", "/roles", {
        token: bob,
        json: { name: role },
        headers: { [header]: "CorpSAML_alice@example.com" },
      });
      expect(control.status).toBe(201);
    },
  );

  test("the settled trade names who settled it, not whom the client names", async () => {
    const carol = await tokenIn(await signIn("carol@example.com"), "access");
    const clerk = "/users/CorpSAML_carol@example.com/roles/settlement-clerk";
    const granted = await call("PUT", clerk, { token: bob });
    expect(granted.status).toBe(204);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const host = new URL(outputs().gateway.url).host;
    const answer = await raw(
      `POST /trades/4/settlement HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${carol}\r\nX-User-Id: mallory\r\nX_User_Id: mallory\r\n` +
        "Connection: close, X-User-Id\r\nContent-Length: 0\r\n\r\n",
    );
    // Either the request is refused for its shape, or it is served with the gateway's own identity.
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400) /);
    const settle = await call("POST", "/trades/4/settlement", { token: carol, headers: { "x-user-id": "mallory" } });
    expect([200, 409]).toContain(settle.status);
    expect((await call("DELETE", clerk, { token: bob })).status).toBe(204);
    const trade = await call("GET", "/trades/4", { token: carol });
    expect(trade.status).toBe(200);
    expect(trade.body).toContain("CorpSAML_carol@example.com");
    expect(trade.body).not.toContain("mallory");
  });

  test.each([
    [
      "an absolute request target",
      (host: string) => `GET http://${host}/trades HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`,
    ],
    [
      "two hosts",
      (host: string) => `GET /health HTTP/1.1\r\nHost: ${host}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    ],
    [
      "a length and chunks",
      (host: string) =>
        `POST /roles HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ["a dot segment", (host: string) => `GET /trades/../roles HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`],
    ["a backslash", (host: string) => `GET /trades\\1 HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`],
  ])("refuses %s", async (_case, request) => {
    const host = new URL(outputs().gateway.url).host;
    expect(await raw(request(host))).toMatch(/^HTTP\/1\.1 40\d /);
    expect(await raw(`GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test("lives on after a Trailer header and an Expect header", async () => {
    const host = new URL(outputs().gateway.url).host;
    const request = (header: string) =>
      `GET /trades HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${alice}\r\n${header}\r\nConnection: close\r\n\r\n`;
    expect(await raw(request("Trailer: X-User-Id"))).toMatch(/^HTTP\/1\.1 (200|400) /);
    expect(await raw(request("Expect: 100-continue"))).toMatch(/HTTP\/1\.1 (200|417) /);
    expect((await call("GET", "/trades", { token: alice })).status).toBe(200);
  });

  test("a spelling of a path that a backend would decode to a denied one is denied", async () => {
    expect((await call("GET", "/trades/%66rozen-1", { token: alice })).status).toBe(403);
    expect((await call("GET", "/trades/1", { token: alice })).status).toBe(200);
  });

  test("an upgrade is refused or passed over, never made", async () => {
    const host = new URL(outputs().gateway.url).host;
    const answer = await raw(
      `GET /trades HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${alice}\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (200|4\d\d) /);
    expect(answer.toLowerCase()).not.toContain("upgrade: websocket");
  });

  test("the page behind /app/ is served, and is no way to a service", async () => {
    const browser = openBrowser();
    const page = await browser.visit(`${outputs().gateway.url}/`);
    expect(page.status).toBe(200);
    expect(new URL(page.url).pathname).toBe("/app/");
    expect((await callFrom(browser, "GET", "/app/../trades")).status).not.toBe(200);
  });
});
