// How the commands end, on copies of the files that come with the project.
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "access-"));
  cpSync(new URL("../../config", import.meta.url).pathname, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (command: "test-matrix" | "write-snapshot", ...options: string[]) => {
  const file = new URL(`${command}.ts`, import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, "--config", folder, ...options], {
    encoding: "utf8",
    env: { ...process.env, GATEHOUSE_DATA_DIR: join(folder, "nowhere") },
  });
  return { status, stdout, stderr };
};

const edit = (name: string, from: string, to: string) => {
  const before = readFileSync(join(folder, name), "utf8");
  expect(before).toContain(from);
  writeFileSync(join(folder, name), before.replace(from, to));
};

describe("npm run access:test", () => {
  test("ends with 0 where the matrix holds", () => {
    expect(run("test-matrix")).toMatchObject({ status: 0, stdout: expect.stringMatching(/, 0 not as expected/) });
  });

  test("ends with 1 where a role has lost what a row expects, and shows the row and what is missing", () => {
    edit("entitlements.yaml", "permissions: [list-trades, read-trades,", "permissions: [read-trades,");
    const { status, stdout } = run("test-matrix");
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /access\.test\.yaml:\d+ {2}alice@example\.com GET \/trades allow\n {2}- expected {2}allow\n {2}\+ received {2}deny\n {4}because {3}nothing held allows it; list-trades would \(in auditor\)\n/,
    );
  });

  test("ends with 2 where a file is faulty, and names the line", () => {
    edit("access.test.yaml", "- alice@example.com ", "- alise@example.com ");
    expect(run("test-matrix")).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /access\.test\.yaml cannot be used:\n {2}line \d+, \[0\]: nobody is known as alise/,
      ),
    });
  });

  test("ends with 2 where no stack runs that could be asked, and for an option that is none", () => {
    expect(run("test-matrix", "--live")).toMatchObject({ status: 2, stderr: expect.stringMatching(/npm start/) });
    expect(run("test-matrix", "--alive")).toMatchObject({ status: 2, stderr: expect.stringMatching(/--alive/) });
  });
});

describe("npm run access:snapshot", () => {
  test("--check ends with 1 and a difference where the file is not up to date, and with 0 where it is written", () => {
    edit("entitlements.yaml", "permissions: [settle-trades]", "permissions: []");
    edit("entitlements.yaml", "roles: [auditor] }", "roles: [] }");
    const before = readFileSync(join(folder, "access.snapshot.txt"), "utf8");
    const { status, stdout } = run("write-snapshot", "--check");
    expect([status, readFileSync(join(folder, "access.snapshot.txt"), "utf8")]).toEqual([1, before]);
    expect(stdout.replaceAll(/ +/g, " ")).toMatch(
      /^- CorpSAML_carol@example\.com GET \/trades allow by list-trades .*\n\+ CorpSAML_carol@example\.com GET \/trades deny\n/m,
    );
    expect(run("write-snapshot").status).toBe(0);
    expect(run("write-snapshot", "--check").status).toBe(0);
  });
});
