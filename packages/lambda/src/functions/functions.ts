import { readEntries } from "./entries.ts";
import type { FunctionOutcome, InvokeFunction } from "./invoke-function.ts";
import { invokeHandler } from "./invoke-handler.ts";
import { invokeOverHttp } from "./invoke-over-http.ts";
import { type Loaded, loadHandler } from "./load-handler.ts";

/** The Lambda functions that this process can invoke. */
export interface Functions {
  readonly invoke: InvokeFunction;
  /** The path of the file that lists them, as the user wrote it. */
  readonly file: string;
  readonly arns: ReadonlySet<string>;
  /** Ends what handlers keep open in this process: every module that exports `close` is asked to. */
  close(): Promise<void>;
}

/** One function, ready to be invoked. */
export type Invoke = (event: unknown, timeout: number) => Promise<FunctionOutcome>;

/**
 * Reads the list of functions and loads every handler, so that one that is not there stops the start and not the first
 * request.
 * @param file YAML: `- arn: …` with `handler: path#export`, the path relative to the file, or `url:` of a Lambda Invoke API.
 * @throws {BadFile} naming every entry that cannot be used, with its line.
 */
export const functionsIn = async (
  file: string,
  environment?: Readonly<Record<string, string | undefined>>,
): Promise<Functions> => {
  const { entries, yaml } = readEntries(file, environment);
  const faults: { path: PropertyKey[]; message: string }[] = [];
  const byArn = new Map<string, Invoke>();
  const closers: Loaded["close"][] = [];
  for (const [index, { arn, handler, url }] of entries.entries()) {
    if (url !== undefined) byArn.set(arn, invokeOverHttp(arn, url));
    if (handler === undefined) continue;
    const loaded = await loadHandler(file, handler);
    if (typeof loaded === "string") {
      faults.push({ path: [index, "handler"], message: loaded });
      continue;
    }
    byArn.set(arn, invokeHandler(arn, loaded.handler));
    closers.push(loaded.close);
  }
  const close = async () => void (await Promise.all(closers.map((each) => each())));
  if (faults.length === 0) return { invoke: invokeAmong(byArn, file), file, arns: new Set(byArn.keys()), close };
  await close();
  throw yaml.fault(faults);
};

const invokeAmong =
  (byArn: ReadonlyMap<string, Invoke>, file: string): InvokeFunction =>
  async (arn, event, timeout) => {
    const invoke = byArn.get(arn);
    return invoke ? invoke(event, timeout) : { kind: "unavailable", reason: `${file} has no function ${arn}` };
  };
