import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { ask } from "@gatehouse/http/testing/ask.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { start } from "./app.ts";

const folder = mkdtempSync(join(tmpdir(), "pages-"));
const socket = join(folder, "pages.sock");
const files = fileURLToPath(new URL("../public", import.meta.url));
let running: Running;
beforeAll(async () => {
  const log = logger("pages", new Writable({ write: (_line, _encoding, done) => done() }));
  running = await start({ PAGES_LISTEN: { socket } }, { log });
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

const file = (name: string) => readFileSync(join(files, name), "utf8");

describe("a page", () => {
  test.each([
    ["/app/", "index.html", "text/html; charset=utf-8"],
    ["/app/index.html", "index.html", "text/html; charset=utf-8"],
    ["/app/welcome.css", "welcome.css", "text/css; charset=utf-8"],
    ["/app/welcome.js", "welcome.js", "text/javascript; charset=utf-8"],
    ["/app/icon.svg", "icon.svg", "image/svg+xml"],
    ["/app/?error=access_denied", "index.html", "text/html; charset=utf-8"],
  ])("%s is the file %s", async (path, name, type) => {
    const { status, headers, text } = await ask(socket, path);
    expect([status, headers["content-type"], text]).toEqual([200, type, file(name)]);
  });

  test("is read again only when it has changed", async () => {
    const { headers } = await ask(socket, "/app/welcome.js");
    expect(headers["cache-control"]).toBe("no-cache");
    const again = await ask(socket, "/app/welcome.js", { headers: { "if-none-match": String(headers.etag) } });
    expect([again.status, again.text]).toEqual([304, ""]);
  });

  test.each(["/", "/app"])("%s leads to /app/", async (path) => {
    const { status, headers } = await ask(socket, path);
    expect([status, headers.location]).toEqual([302, "/app/"]);
  });

  test("has nothing inline and nothing from elsewhere, as its policy demands", () => {
    const html = file("index.html");
    expect(html).toMatch(/<script type="module" src="welcome\.js"><\/script>/);
    expect(html.match(/<script(?![^>]* src=)/g)).toBeNull();
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|https?:|href="\/\//);
    expect(file("welcome.css")).not.toMatch(/url\(|@import/);
    expect(file("welcome.js")).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|https?:/);
  });
});

describe("not served is", () => {
  test.each([
    "/app/nothing.html",
    "/app/../package.json",
    "/app/..%2fpackage.json",
    "/app/%2e%2e/package.json",
    "/app/..%5cpackage.json",
    "/app//etc/passwd",
    "/app/.hidden",
    "/app/.git/config",
    "/app/src/app.ts",
    "/app/welcome.js/",
    "/trades",
    "/APP/",
  ])("%s", async (path) => {
    const { status, text } = await ask(socket, path);
    expect([status, text]).toEqual([404, "There is no such page.\n"]);
  });

  test.each(["/app/%00", "/app/%zz"])("%s, which is no path", async (path) => {
    const { status, text } = await ask(socket, path);
    expect([400, 404]).toContain(status);
    expect(text).not.toMatch(/Error|at /);
  });
});

test.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])("%s is not allowed", async (method) => {
  const { status, headers } = await ask(socket, "/app/", { method });
  expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
});

test("HEAD is GET without the body", async () => {
  const [head, get] = [await ask(socket, "/app/", { method: "HEAD" }), await ask(socket, "/app/")];
  expect([head.status, head.text, head.headers["content-length"]]).toEqual([200, "", get.headers["content-length"]]);
});

test.each(["/app/", "/app/welcome.js", "/nowhere", "/app/%zz", "/"])("%s has the security headers", async (path) => {
  const { headers } = await ask(socket, path);
  expect(headers).toMatchObject({
    "content-security-policy": expect.stringMatching(/^default-src 'none'; script-src 'self'; style-src 'self'; /),
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  expect(headers["content-security-policy"]).not.toContain("unsafe");
  expect(headers["x-powered-by"]).toBeUndefined();
});

test("it says that it lives and that it is ready", async () => {
  expect((await ask(socket, "/livez")).status).toBe(200);
  expect((await ask(socket, "/readyz")).status).toBe(200);
});
