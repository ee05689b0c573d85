import { readEntries } from "./entries.ts";
import type { FunctionOutcome, InvokeFunction } from "./invoke-function.ts";
import { invokeHandler } from "./invoke-handler.ts";
import { invokeOverHttp } from "./invoke-over-http.ts";
import { type Loaded, loadHandler } from "./load-handler.ts";

/** The Lambda functions that this process can invoke. */
export interface Functions {
  /** Loads the function first if nobody has yet. */
  readonly invoke: InvokeFunction;
  /** The path of the file that lists them, as the user wrote it. */
  readonly file: string;
  readonly arns: ReadonlySet<string>;
  /**
   * Loads these of the listed functions, so that one that is not there stops the start and not the first event. Those
   * of other units stay alone: their handlers may need what this process does not have.
   * @throws {BadFile} naming every entry that cannot be used, with its line.
   */
  load(arns: Iterable<string>): Promise<void>;
  /** Ends what handlers keep open in this process: every module that was loaded and exports `close` is asked to. */
  close(): Promise<void>;
}

/** One function, ready to be invoked. */
export type Invoke = (event: unknown, timeout: number) => Promise<FunctionOutcome>;

interface Ready {
  readonly invoke: Invoke;
  readonly close: Loaded["close"];
}

type Entry = ReturnType<typeof readEntries>["entries"][number];

/**
 * Reads the list of functions.
 * @param file YAML: `- arn: …` with `handler: path#export`, the path relative to the file, or `url:` of a Lambda Invoke API.
 * @throws {BadFile} naming every entry that is not of that form, with its line.
 */
export const functionsIn = (file: string, environment?: Readonly<Record<string, string | undefined>>): Functions => {
  const { entries, yaml } = readEntries(file, environment);
  const loading = new Map<string, Promise<Ready | string>>();
  const ready = (entry: Entry) => {
    const known = loading.get(entry.arn) ?? prepared(file, entry);
    loading.set(entry.arn, known);
    return known;
  };
  const close = async () => {
    for (const each of await Promise.all(loading.values())) if (typeof each !== "string") await each.close();
  };
  return {
    file,
    arns: new Set(entries.map(({ arn }) => arn)),
    async invoke(arn, event, timeout) {
      const entry = entries.find((each) => each.arn === arn);
      const found = entry ? await ready(entry) : `${file} has no function ${arn}`;
      return typeof found === "string" ? { kind: "unavailable", reason: found } : found.invoke(event, timeout);
    },
    async load(arns) {
      const wanted = new Set(arns);
      const faults: { path: PropertyKey[]; message: string }[] = [];
      for (const [index, entry] of entries.entries()) {
        const found = wanted.has(entry.arn) ? await ready(entry) : undefined;
        if (typeof found === "string") faults.push({ path: [index, "handler"], message: found });
      }
      if (faults.length === 0) return;
      await close();
      throw yaml.fault(faults);
    },
    close,
  };
};

/** @returns the function, or what is wrong with it. */
const prepared = async (file: string, { arn, handler, url }: Entry): Promise<Ready | string> => {
  if (url !== undefined) return { invoke: invokeOverHttp(arn, url), close: () => {} };
  const loaded = await loadHandler(file, handler ?? "");
  return typeof loaded === "string" ? loaded : { invoke: invokeHandler(arn, loaded.handler), close: loaded.close };
};
