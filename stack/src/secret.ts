import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { CannotStart } from "@gatehouse/http/main.ts";
import { writeAtomically } from "./write-atomically.ts";

/**
 * The secret that a file keeps, made at the first call: 256 random bits in letters that a URL can carry.
 * @throws {CannotStart} for a file that cannot be read, or that holds something else than a secret.
 */
export const secretIn = (file: string, mode = 0o600): string => {
  const kept = read(file);
  if (kept !== undefined) return kept;
  const made = randomBytes(32).toString("base64url");
  writeAtomically(file, `${made}\n`, mode);
  return made;
};

const read = (file: string) => {
  let text: string;
  try {
    text = readFileSync(file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CannotStart(`the secret in ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  if (!/^[\w-]{32,}$/.test(text))
    throw new CannotStart(
      `${file} holds no secret (expected 32 or more letters, digits, - and _): put its copy back, or throw all data away`,
    );
  return text;
};
