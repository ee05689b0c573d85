import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { placeIn } from "./place.ts";

const place = {
  gateway: { url: "http://localhost:8080" },
  userPool: { clientId: "c", domain: "http://localhost:9229" },
  signIn: "http://localhost:8080/auth/login",
};
const { GATEHOUSE_OUTPUTS: named } = process.env;
const workingDirectory = process.cwd();
let folder: string;
beforeEach(() => {
  delete process.env.GATEHOUSE_OUTPUTS;
  folder = mkdtempSync(join(tmpdir(), "place-"));
  mkdirSync(join(folder, ".gatehouse"));
  mkdirSync(join(folder, "app", "tests"), { recursive: true });
  writeFileSync(join(folder, ".gatehouse", "outputs.json"), JSON.stringify(place));
});
afterEach(() => {
  if (named !== undefined) process.env.GATEHOUSE_OUTPUTS = named;
  process.chdir(workingDirectory);
  rmSync(folder, { recursive: true });
});

test("outputs are found in the working directory and above", () => {
  process.chdir(join(folder, "app", "tests"));
  expect(placeIn()).toEqual(place);
});

test("those that the environment or the caller names come first", () => {
  process.chdir(folder);
  const other = join(folder, "other.json");
  writeFileSync(other, JSON.stringify({ ...place, signIn: "http://other/auth/login" }));
  expect(placeIn(other).signIn).toBe("http://other/auth/login");
  process.env.GATEHOUSE_OUTPUTS = other;
  expect(placeIn().signIn).toBe("http://other/auth/login");
  expect(placeIn(place)).toBe(place);
});

test.each([
  ["no file", undefined, /cannot be read: .*Does the stack run/],
  ["no JSON", "{", /cannot be read/],
  ["no object", "null", /received none for gateway\.url, userPool\.clientId/],
  [
    "outputs of something else",
    '{"gateway":{"url":"http://x"}}',
    /received none for userPool\.clientId, userPool\.domain, signIn/,
  ],
])("%s is told", (_case, content, message) => {
  const file = join(folder, "given.json");
  if (content !== undefined) writeFileSync(file, content);
  expect(() => placeIn(file)).toThrow(message);
});
