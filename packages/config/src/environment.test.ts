import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { z } from "zod";
import { BadEnvironment, baseUrl, readEnvironment } from "./environment.ts";

const settings = z.object({
  PORT: z.coerce.number().int().positive(),
  PUBLIC_URL: baseUrl,
  DATABASE_URL: z.string().optional(),
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "environment-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the environment", () => {
  test("is parsed whole", () => {
    const read = readEnvironment(settings, { PORT: "80", PUBLIC_URL: "http://localhost:80/" });
    expect(read).toEqual({ PORT: 80, PUBLIC_URL: "http://localhost:80" });
  });

  test("names every fault at once, with what was received", () => {
    const read = () => readEnvironment(settings, { PORT: "eighty", PUBLIC_URL: "ftp://x" });
    expect(read).toThrow(BadEnvironment);
    expect(read).toThrow(/PORT: .*received "eighty"/);
    expect(read).toThrow(/PUBLIC_URL: expected an http:\/\/ or https:\/\/ URL/);
  });

  test("treats an empty variable as one that is not set", () => {
    expect(() => readEnvironment(settings, { PORT: "", PUBLIC_URL: "http://localhost" })).toThrow(
      /PORT: .*it is not set/,
    );
  });

  test("takes a value from the file that NAME_FILE names", () => {
    const file = join(folder, "url");
    writeFileSync(file, "postgres://somebody@localhost/db\n");
    const read = readEnvironment(settings, { PORT: "1", PUBLIC_URL: "http://localhost", DATABASE_URL_FILE: file });
    expect(read.DATABASE_URL).toBe("postgres://somebody@localhost/db");
  });

  test("refuses a file that cannot be read", () => {
    const read = () =>
      readEnvironment(settings, { PORT: "1", PUBLIC_URL: "http://localhost", DATABASE_URL_FILE: join(folder, "none") });
    expect(read).toThrow(/DATABASE_URL_FILE: ENOENT/);
  });

  test("leaves alone the files of other programs", () => {
    const others = { PORT: "1", PUBLIC_URL: "http://localhost", OTHER_TOOL_CONFIG_FILE: join(folder, "none") };
    expect(readEnvironment(settings, others)).toEqual({ PORT: 1, PUBLIC_URL: "http://localhost" });
  });

  test("takes a value from its file for a schema that goes on with a transformation, too", () => {
    const file = join(folder, "port");
    writeFileSync(file, "8080\n");
    const port = settings.transform(({ PORT }) => PORT);
    expect(readEnvironment(port, { PORT_FILE: file, PUBLIC_URL: "http://localhost" })).toBe(8080);
  });

  test("never repeats a value that may hold a password", () => {
    const strict = z.object({ DATABASE_URL: z.url({ protocol: /^postgres$/ }) });
    const read = () => readEnvironment(strict, { DATABASE_URL: "mysql://u:hunter2@h/d" });
    expect(read).toThrow(BadEnvironment);
    expect(read).not.toThrow(/hunter2/);
  });
});
