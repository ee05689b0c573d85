import type { LoadCode } from "../code.ts";
import type { FunctionLog } from "../function-log.ts";
import type { Versions } from "../versions.ts";
import { type Counted, counted } from "./counted.ts";
import { changedSince } from "./file-stamp.ts";

export interface ReloadOptions {
  readonly arn: string;
  readonly log: FunctionLog;
  /** Milliseconds from one look at the files to the next. */
  readonly interval?: number;
}

interface Version {
  readonly code: Counted | string;
  /** What it is made of, with the stamps of when that was read. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Code that is loaded anew for the next event after one of its files has changed. Events that are under way end in the
 * old code, which is then asked to let go. Code that cannot be loaded stays so until one of its files changes again.
 */
export const reloaded = (load: LoadCode, { arn, log, interval = 200 }: ReloadOptions): Versions => {
  const open = new Set<Counted>();
  const loaded = async (): Promise<Version> => {
    const files = new Map<string, string>();
    const found = await load((path, stamp) => void (files.has(path) || files.set(path, stamp)));
    const code = typeof found === "string" ? found : counted(found);
    if (typeof code !== "string") open.add(code);
    return { code, files };
  };
  const retire = async ({ code }: Version) => {
    if (typeof code === "string") return;
    await code.idle();
    if (open.delete(code)) await code.close();
  };
  const upToDate = async (version: Version): Promise<Version> => {
    const changed = await changedSince(version.files);
    if (changed.length === 0) return version;
    const fresh = await loaded();
    void retire(version);
    if (typeof fresh.code !== "string")
      log.info({ arn, changed }, "the code of a function has changed and is loaded anew");
    else log.warn({ arn, changed, reason: fresh.code }, "the code of a function has changed and cannot be loaded");
    return fresh;
  };

  let current: Promise<Version> | undefined;
  let settledAt = 0;
  const settle = (version: Promise<Version>) => {
    // Nobody looks while somebody does.
    settledAt = Number.POSITIVE_INFINITY;
    current = version.finally(() => {
      settledAt = performance.now();
    });
    return current;
  };
  return {
    async current() {
      if (!current) return (await settle(loaded())).code;
      const due = performance.now() - settledAt >= interval;
      return (await (due ? settle(current.then(upToDate)) : current)).code;
    },
    async close() {
      await current;
      await Promise.all([...open].map((code) => code.close()));
      open.clear();
    },
  };
};
