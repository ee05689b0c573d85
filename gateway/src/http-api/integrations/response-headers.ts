import { hopByHop, namedByConnection } from "../../front/header-names.ts";
import type { Headers } from "../../request/headers.ts";

/** What a client gets to see of a backend's headers: names in lower case, less those that end here (RFC 9110 7.6.1). */
export const responseHeaders = (headers: Headers): Headers => {
  const ending = namedByConnection(headers);
  return headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !hopByHop.has(name) && !ending.has(name));
};
