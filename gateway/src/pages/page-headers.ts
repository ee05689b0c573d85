import type { IncomingHttpHeaders } from "node:http";
import type { ClientRequest } from "../request/client-request.ts";

/** Who is signed in is none of the pages' business: a session cookie in their log would be a session lost. */
const keptBack: ReadonlySet<string> = new Set(["authorization", "cookie", "content-length"]);

/** A client's headers as Node's `headers`, from the hygienic list alone. */
export const pageHeaders = (headers: ClientRequest["headers"]): IncomingHttpHeaders => {
  const built: Record<string, string> = {};
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    if (!keptBack.has(lower)) built[lower] = Object.hasOwn(built, lower) ? `${built[lower]}, ${value}` : value;
  }
  return built;
};
