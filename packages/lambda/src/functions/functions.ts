import type { Around } from "./code.ts";
import { type HandlerEntry, readEntries, type UrlEntry } from "./entries.ts";
import { type FunctionLog, silent } from "./function-log.ts";
import { handlerFunction } from "./handler-function.ts";
import { inProcess } from "./in-process.ts";
import type { FunctionFailure, InvokeFunction, StreamFunction } from "./invoke-function.ts";
import { eventTooLarge } from "./payload-size.ts";
import type { PreparedFunction } from "./prepared-function.ts";
import { reloaded } from "./reload/reloaded.ts";
import { urlFunction } from "./url-function.ts";
import { loadedOnce } from "./versions.ts";
import { inWorkers } from "./workers/in-workers.ts";

/** The Lambda functions that this process can invoke. */
export interface Functions {
  /** Loads the function first if nobody has yet. */
  readonly invoke: InvokeFunction;
  /** Likewise; a function that does not stream gives its whole answer at once. */
  readonly stream: StreamFunction;
  /** The path of the file that lists them, as the user wrote it. */
  readonly file: string;
  readonly arns: ReadonlySet<string>;
  /**
   * Loads these of the listed functions, so that one that is not there stops the start and not the first event. Those
   * of other units stay alone: their handlers may need what this process does not have.
   * @throws {BadFile} naming every entry that cannot be used, with its line.
   */
  load(arns: Iterable<string>): Promise<void>;
  /** Ends what handlers keep open here: every module that was loaded and exports `close` is asked to, in bounded time. */
  close(): Promise<void>;
}

export interface FunctionsOptions {
  /** Replaces `${NAME}` in the file. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly log?: FunctionLog;
  /** Whether changes to a handler's file, or to what that imports within its folder, take effect without a restart. */
  readonly reload?: boolean;
}

/**
 * Reads the list of functions.
 * @param file YAML: `- arn: …` with `url:` of a Lambda Invoke API, or with `handler: path#export`, the path relative to
 * the file, and perhaps `runtime: process | worker`, `timeoutSeconds` and `memoryMegabytes`.
 * @throws {BadFile} naming every entry that is not of that form, with its line.
 */
export const functionsIn = (
  file: string,
  { environment, log = silent, reload = false }: FunctionsOptions = {},
): Functions => {
  const { entries, yaml } = readEntries(file, environment);
  const functions = new Map(entries.map((entry) => [entry.arn, prepared(entry, { file, log, reload })]));
  const asked = async <Outcome>(arn: string, event: unknown, ask: Ask<Outcome>): Promise<Outcome | FunctionFailure> => {
    const target = functions.get(arn);
    if (!target) return { kind: "unavailable", reason: `${file} has no function ${arn}` };
    const json = JSON.stringify(event) ?? "null";
    return eventTooLarge(json) ?? ask(target, json);
  };
  const close = async () => {
    await Promise.all([...functions.values()].map((each) => each.close()));
  };
  return {
    file,
    arns: new Set(functions.keys()),
    invoke: (arn, event, timeout) => asked(arn, event, (target, json) => target.invoke(json, timeout)),
    stream: (arn, event, timeout, abort) => asked(arn, event, (target, json) => target.stream(json, timeout, abort)),
    async load(arns) {
      const wanted = new Set(arns);
      const faults: { path: PropertyKey[]; message: string }[] = [];
      for (const [index, { arn }] of entries.entries()) {
        const message = wanted.has(arn) ? await functions.get(arn)?.load() : undefined;
        if (message !== undefined) faults.push({ path: [index, "handler"], message });
      }
      if (faults.length === 0) return;
      await close();
      throw yaml.fault(faults);
    },
    close,
  };
};

/** @param json the event. */
type Ask<Outcome> = (target: PreparedFunction, json: string) => Promise<Outcome>;

/** Nothing is loaded yet. */
const prepared = (entry: HandlerEntry | UrlEntry, { reload, ...around }: Around & { readonly reload: boolean }) => {
  if ("url" in entry) return urlFunction(entry);
  const load = loading[entry.runtime](entry, around);
  return handlerFunction(entry, reload ? reloaded(load, { arn: entry.arn, log: around.log }) : loadedOnce(load));
};

/** One runtime, one way to load a handler. */
const loading = { process: inProcess, worker: inWorkers };
