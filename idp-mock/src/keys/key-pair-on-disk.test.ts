import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { keyPairOnDisk } from "./key-pair-on-disk.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "idp-key-")), "data");
  file = join(folder, "signing.pem");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

test("is made at the first start, for this user alone, and kept", async () => {
  const first = await keyPairOnDisk(file);
  expect(await keyPairOnDisk(file)).toEqual(first);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["signing.pem"]);
});

test("is one, however many starts race for the first", async () => {
  const pairs = await Promise.all([keyPairOnDisk(file), keyPairOnDisk(file), keyPairOnDisk(file)]);
  expect(new Set(pairs.map(({ certificate }) => certificate)).size).toBe(1);
  expect(readdirSync(folder)).toEqual(["signing.pem"]);
});

test.each([
  ["is empty", () => ""],
  ["lacks its certificate", (pem: string) => pem.replace(/-----BEGIN CERTIFICATE[\s\S]*/, "")],
  ["is cut off", (pem: string) => pem.slice(0, 300)],
])("stops the start when the file %s", async (_case, changed) => {
  await keyPairOnDisk(file);
  writeFileSync(file, changed(readFileSync(file, "utf8")));
  await expect(keyPairOnDisk(file)).rejects.toThrow(CannotStart);
  await expect(keyPairOnDisk(file)).rejects.toThrow(/signing\.pem does not hold a private key and its certificate/);
});

test("stops the start when the certificate is of another key", async () => {
  const [mine, another] = [await keyPairOnDisk(file), await keyPairOnDisk(join(folder, "another.pem"))];
  writeFileSync(file, `${mine.key}\n${another.certificate}\n`);
  await expect(keyPairOnDisk(file)).rejects.toThrow(CannotStart);
});

test("stops the start when the folder cannot be had", async () => {
  writeFileSync(join(folder, "..", "data"), "a file");
  await expect(keyPairOnDisk(file)).rejects.toThrow(/data/);
});
