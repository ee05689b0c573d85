import { functionIn } from "./context.ts";
import type { UrlEntry } from "./entries.ts";
import { InvocationFailed } from "./invocation-failed.ts";

/** The two ways to invoke a function over the Lambda API, named by their paths. */
type Action = "2015-03-31 invocations" | "2021-11-15 response-streaming-invocations";

/** The URL of an action on a function. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const endpointOf = ({ arn, url }: UrlEntry, action: Action): string => {
  const [version, path] = action.split(" ");
  const { name, qualifier } = functionIn(arn);
  const query = qualifier ? `?Qualifier=${encodeURIComponent(qualifier)}` : "";
  return `${url.replace(/\/+$/, "")}/${version}/functions/${encodeURIComponent(name)}/${path}${query}`;
};

/**
 * Posts an event.
 * @throws {InvocationFailed} `unavailable` where Lambda did not run the function, with its reason. What fetch throws,
 * where the API cannot be reached.
 */
export const posted = async (endpoint: string, event: string, signal: AbortSignal): Promise<Response> => {
  const headers = { "content-type": "application/json", "x-amz-invocation-type": "RequestResponse" };
  const response = await fetch(endpoint, { method: "POST", headers, body: event, redirect: "error", signal });
  if (response.status === 200) return response;
  throw unavailable(endpoint, `answered ${[response.status, ...(await said(response))].join(" ")}`);
};

export const unavailable = (endpoint: string, what: string): InvocationFailed =>
  new InvocationFailed({ kind: "unavailable", reason: `${endpoint} ${what}` });

/** @returns the whole body, or nothing where it has more than `limit` bytes. */
export const textWithin = async (response: Response, limit: number): Promise<string | undefined> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of response.body ?? []) {
    size += piece.length;
    if (size > limit) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
};

/** Bytes of an error that are worth reading. */
const errorLimit = 65_536;

/** The error's name and message, e.g. of a throttled call `TooManyRequestsException Rate Exceeded.` */
const said = async (response: Response): Promise<readonly string[]> => {
  const text = await textWithin(response, errorLimit);
  const { message, Message } = objectIn(text);
  const type = response.headers.get("x-amzn-errortype")?.split(":")[0];
  return [type, message ?? Message].filter((part) => typeof part === "string");
};

/** The members of a JSON object, or none. */
export const objectIn = (text: string | undefined): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
};
