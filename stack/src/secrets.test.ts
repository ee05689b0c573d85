import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { dataDirectory, makeDataDirectory } from "./data-directory.ts";
import { secretsOf } from "./secrets.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const place = temporaryFolder();
const fresh = (name: string) => {
  const data = dataDirectory(place(name));
  makeDataDirectory(data);
  return data;
};
const mode = (path: string) => statSync(path).mode & 0o777;

describe("secrets", () => {
  test("are made at the first start, differ from each other, and stay", () => {
    const data = fresh("first");
    const made = secretsOf(data);
    const all = [made.superuser, made.administrator, ...Object.values(made.passwords)];
    expect(new Set(all).size).toBe(all.length);
    for (const secret of all) expect(secret).toMatch(/^[\w-]{43}$/);
    expect(secretsOf(data)).toEqual(made);
    expect(secretsOf(fresh("another")).superuser).not.toBe(made.superuser);
  });

  test("can be read by nobody else, and are never seen half written", () => {
    const data = fresh("rights");
    secretsOf(data);
    expect(mode(data.secrets)).toBe(0o700);
    expect(mode(data.sockets)).toBe(0o700);
    for (const file of readdirSync(data.secrets)) {
      expect(mode(join(data.secrets, file))).toBe(0o600);
      expect(file).not.toContain("unfinished");
    }
  });

  test("that the database needs are missed, not made anew", () => {
    const data = fresh("lost");
    secretsOf(data);
    mkdirSync(data.database, { recursive: true });
    expect(secretsOf(data).superuser).toMatch(/./);
    rmSync(join(data.secrets, "superuser"));
    expect(() => secretsOf(data)).toThrow(/superuser is missing.*npm run reset/);
  });

  test.each([
    ["empty", ""],
    ["cut off", "abc"],
    ["something else", "{}"],
  ])("in a file that is %s are refused", (_case, text) => {
    const data = fresh(`bad ${_case}`);
    const file = join(data.secrets, "gatehouse_trades");
    writeFileSync(file, text);
    expect(() => secretsOf(data)).toThrow(`${file} holds no secret`);
    expect(readFileSync(file, "utf8")).toBe(text);
  });
});
