import { hopByHop, namedByConnection } from "../../front/header-names.ts";
import type { Headers } from "../../request/headers.ts";
import { headerRow } from "./header-table.ts";

/** What a client gets to see of a backend's headers behind a proxy. Its hop-by-hop headers end here (RFC 9110 7.6.1). */
export const responseHeaders = (headers: Headers): Headers => {
  const ending = namedByConnection(headers);
  return headers.flatMap(([name, value]): Headers => {
    const passage = headerRow(name)?.backend.proxy;
    if (passage === "renamed") return [[`x-amzn-Remapped-${name}`, value]];
    const ends = hopByHop.has(name.toLowerCase()) || ending.has(name.toLowerCase());
    return ends || passage === "dropped" ? [] : [[name, value]];
  });
};

/** What a client gets to see of headers that response mappings and templates set. */
export const mappedResponseHeaders = (headers: Headers): Headers =>
  headers.flatMap(([name, value]): Headers => {
    const passage = headerRow(name)?.backend.mapped;
    if (passage === "renamed") return [[`x-amzn-Remapped-${name}`, value]];
    return passage === "dropped" ? [] : [[name, value]];
  });
