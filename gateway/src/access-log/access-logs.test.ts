import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { logger } from "@gatehouse/http/log.ts";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { type Ended, noFacts } from "../facts/facts.ts";
import { accessLogs } from "./access-logs.ts";

let folder: string;
let lines: Record<string, unknown>[];
let logs: ReturnType<typeof accessLogs>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "access-logs-"));
  lines = [];
  const stream = new PassThrough().on("data", (line) => lines.push(JSON.parse(String(line))));
  logs = accessLogs(logger("gateway", stream));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ended = (status: number): Ended => ({ facts: noFacts(), status, latency: 1, requestLength: 0 });
const format = ({ status }: Ended) => `status ${status}`;

test("lines are appended in their order, by stages that share a file as well", async () => {
  const file = join(folder, "access.log");
  const [one, other] = [logs.to({ format, file }), logs.to({ format: () => "other", file })];
  const statuses = Array.from({ length: 200 }, (_each, index) => 200 + index);
  for (const status of statuses) one(ended(status));
  other(ended(500));
  await logs.close();
  expect(readFileSync(file, "utf8")).toBe(`${statuses.map((status) => `status ${status}\n`).join("")}other\n`);
});

test("a new file is for this user's eyes", async () => {
  const file = join(folder, "access.log");
  logs.to({ format, file })(ended(200));
  await logs.close();
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a file that was rotated away is made anew", async () => {
  const file = join(folder, "access.log");
  const write = logs.to({ format, file });
  write(ended(200));
  await logs.close();
  renameSync(file, `${file}.1`);
  write(ended(201));
  await logs.close();
  expect([readFileSync(`${file}.1`, "utf8"), readFileSync(file, "utf8")]).toEqual(["status 200\n", "status 201\n"]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test("a file that cannot be written stops the start", () => {
  expect(() => logs.to({ format, file: join(folder, "none", "access.log") })).toThrow(
    /the access log .*none\/access\.log cannot be written: ENOENT/,
  );
  expect(() => logs.to({ format, file: join(folder, "access.log") })).not.toThrow();
});

test("a file that cannot be written any more costs its lines, and is told of once", async () => {
  const file = join(folder, "access.log");
  const write = logs.to({ format, file });
  rmSync(file);
  mkdirSync(file);
  write(ended(200));
  write(ended(201));
  await logs.close();
  rmdirSync(file);
  write(ended(202));
  await logs.close();
  expect(readFileSync(file, "utf8")).toBe("status 202\n");
  expect(lines.map(({ msg, lost }) => [msg, lost])).toEqual([
    ["the access log cannot be written", undefined],
    ["the access log is written again", 2],
  ]);
});

test("standard output that nobody reads any more is told of, and ends nothing", async () => {
  const broken = () => process.stdout.emit("error", new Error("EPIPE"));
  const listeners = process.stdout.listenerCount("error");
  logs.to({ format, file: null });
  logs.to({ format, file: null });
  expect(process.stdout.listenerCount("error")).toBe(listeners + 1);
  expect(broken()).toBe(true);
  expect(lines).toEqual([expect.objectContaining({ msg: "the access log cannot be written" })]);
  await logs.close();
  expect(process.stdout.listenerCount("error")).toBe(listeners);
});
