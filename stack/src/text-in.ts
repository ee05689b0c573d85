import { readFileSync } from "node:fs";
import { CannotStart } from "@gatehouse/http/main.ts";

/**
 * What stands in a file; undefined where there is none.
 * @throws {CannotStart} for a file that is there and cannot be read.
 */
export const textIn = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new CannotStart(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
};
