import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { faults } from "@gatehouse/idp-mock/faults/faults.ts";
import { afterAll, expect, test } from "@jest/globals";

const main = fileURLToPath(new URL("main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "scorecard-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** `npm run scorecard -- …`, by itself: under Jest the same takes three times as long. */
const run = (...options: readonly string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const child = execFile(process.execPath, [main, ...options], { maxBuffer: 10 ** 7 }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
    );
  });

/** More than it takes, in milliseconds: nothing here is about time. */
const patience = 300_000;

test(
  "the user pool refuses each fault for its own reason, and nobody else's sign-in suffers",
  async () => {
    const output = join(folder, "scorecard.md");
    const { code, said } = await run("--untimed", "--at-once", "4", "--output", output);
    expect(said.split("\n").filter((line) => /^(FAIL| {7}|NOT)/.test(line))).toEqual([]);
    expect(said).toContain("all green");
    expect(said).not.toContain("not tried");
    expect(code).toBe(0);
    const document = readFileSync(output, "utf8");
    for (const { name, code: stable } of faults)
      expect(document).toMatch(
        new RegExp(`^\\| \\[${name}\\].*${stable === "accepted" ? "let in" : `\`${stable}\``}`, "m"),
      );
  },
  patience,
);

test("an option that there is not ends with 1 and a message", async () => {
  expect(await run("--chekc")).toEqual({ code: 1, said: expect.stringContaining("--chekc") });
});
