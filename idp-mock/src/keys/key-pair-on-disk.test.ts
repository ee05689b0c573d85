import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { keyPairOnDisk } from "./key-pair-on-disk.ts";

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), "idp-key-")), "data");
});
afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

test("is made at the first start, for this user alone, and kept", async () => {
  const first = await keyPairOnDisk(folder);
  expect(await keyPairOnDisk(folder)).toEqual(first);
  expect(statSync(join(folder, "signing.pem")).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(["signing.pem"]);
});

test("is one, however many starts race for the first", async () => {
  const pairs = await Promise.all([keyPairOnDisk(folder), keyPairOnDisk(folder), keyPairOnDisk(folder)]);
  expect(new Set(pairs.map(({ certificate }) => certificate)).size).toBe(1);
  expect(readdirSync(folder)).toEqual(["signing.pem"]);
});

test.each([
  ["is empty", () => ""],
  ["lacks its certificate", (pem: string) => pem.replace(/-----BEGIN CERTIFICATE[\s\S]*/, "")],
  ["is cut off", (pem: string) => pem.slice(0, 300)],
])("stops the start when the file %s", async (_case, changed) => {
  await keyPairOnDisk(folder);
  const file = join(folder, "signing.pem");
  writeFileSync(file, changed(readFileSync(file, "utf8")));
  await expect(keyPairOnDisk(folder)).rejects.toThrow(CannotStart);
  await expect(keyPairOnDisk(folder)).rejects.toThrow(/signing\.pem does not hold a private key and its certificate/);
});

test("stops the start when the certificate is of another key", async () => {
  const [mine, another] = [await keyPairOnDisk(folder), await keyPairOnDisk(join(folder, "another"))];
  writeFileSync(join(folder, "signing.pem"), `${mine.key}\n${another.certificate}\n`);
  await expect(keyPairOnDisk(folder)).rejects.toThrow(CannotStart);
});

test("stops the start when the folder cannot be had", async () => {
  writeFileSync(join(folder, "..", "data"), "a file");
  await expect(keyPairOnDisk(folder)).rejects.toThrow(/data/);
});
