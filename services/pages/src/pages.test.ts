import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listen, type Running } from "@gatehouse/http/listen.ts";
import { ask } from "@gatehouse/http/testing/ask.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import express from "express";
import { pages } from "./pages.ts";

const folder = mkdtempSync(join(tmpdir(), "pages-"));
const socket = join(folder, "pages.sock");
let running: Running;
beforeAll(async () => {
  mkdirSync(join(folder, "public", "folder"), { recursive: true });
  mkdirSync(join(folder, "public", ".git"));
  const files = ["public/shown.txt", "public/.env", "public/.git/config", "public/folder/shown.txt", "outside.txt"];
  for (const file of files) writeFileSync(join(folder, file), file);
  const app = express().use(pages(join(folder, "public")));
  running = await listen(createServer(app), { socket });
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

// The files are all there: what is served, and what is not although it could be read.
test.each([
  ["/app/shown.txt", 200, "public/shown.txt"],
  ["/app/folder/shown.txt", 200, "public/folder/shown.txt"],
  ["/app/.env", 404, "There is no such page.\n"],
  ["/app/%2eenv", 404, "There is no such page.\n"],
  ["/app/.git/config", 404, "There is no such page.\n"],
  ["/app/folder", 404, "There is no such page.\n"],
  ["/app/folder/", 404, "There is no such page.\n"],
  ["/app/../outside.txt", 404, "There is no such page.\n"],
  ["/app/%2e%2e/outside.txt", 404, "There is no such page.\n"],
  ["/app/..%2foutside.txt", 404, "There is no such page.\n"],
  ["/app/folder/../../outside.txt", 404, "There is no such page.\n"],
])("%s is %d", async (path, status, text) => {
  const answer = await ask(socket, path);
  expect([answer.status, answer.text]).toEqual([status, text]);
});

test("a part of a file is not given out", async () => {
  const { status, headers, text } = await ask(socket, "/app/shown.txt", { headers: { range: "bytes=0-2" } });
  expect([status, headers["accept-ranges"], text]).toEqual([200, undefined, "public/shown.txt"]);
});
