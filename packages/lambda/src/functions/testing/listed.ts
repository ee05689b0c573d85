import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** A folder for a list of functions and for handlers that a test writes itself. */
export const functionsFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), "functions-"));
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  return {
    folder,
    write,
    /** @returns the path of a list of this text, in which `HANDLERS` is replaced by a file beside this one. */
    list: (text: string, handlers = "handlers.ts") =>
      write(
        "functions.yaml",
        text.replaceAll("HANDLERS", relative(folder, fileURLToPath(new URL(handlers, import.meta.url)))),
      ),
    remove: () => rmSync(folder, { recursive: true }),
  };
};

export const arn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
