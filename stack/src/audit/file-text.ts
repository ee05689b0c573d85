import { readFileSync } from "node:fs";
import { CannotStart } from "@gatehouse/http/main.ts";

/** @throws {CannotStart} naming the file that cannot be read. */
export const fileText = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new CannotStart((error as Error).message, { cause: error });
  }
};
