import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { publicKeysIn } from "@gatehouse/audit-chain/read-checkpoints.ts";
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

  test("hold a key for checkpoints; after it another verifies what it has signed", () => {
    const data = fresh("checkpoints");
    const { checkpointKey } = secretsOf(data);
    const first = readFileSync(checkpointKey, "utf8");
    const publicKeys = () => publicKeysIn(readFileSync(data.checkpointKeys, "utf8"));
    secretsOf(data);
    expect(readFileSync(checkpointKey, "utf8")).toBe(first);
    expect(publicKeys()).toHaveLength(1);
    rmSync(checkpointKey);
    secretsOf(data);
    expect(readFileSync(checkpointKey, "utf8")).not.toBe(first);
    expect(publicKeys()).toHaveLength(2);
    writeFileSync(checkpointKey, "nothing");
    expect(() => secretsOf(data)).toThrow(/checkpoint-key\.pem holds no private key of the curve P-256/);
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
