import { percentEncoded } from "../../request/percent-encoded.ts";
import type { Change } from "./change-headers.ts";

/**
 * Changes a raw query as a mapping says. What is not mapped stays byte for byte; names are compared decoded, in their
 * own case. Unconfirmed, as for headers: an `overwrite` whose source is absent.
 */
export const changedQuery = (query: string, { action, name, value }: Change): string => {
  const pairs = query.split("&").filter((pair) => pair !== "");
  const kept = action === "append" ? pairs : pairs.filter((pair) => nameIn(pair) !== name);
  const added = action === "remove" || value === undefined ? [] : [`${percentEncoded(name)}=${percentEncoded(value)}`];
  if (kept.length === pairs.length && added.length === 0) return query;
  return [...kept, ...added].join("&");
};

const nameIn = (pair: string) => [...new URLSearchParams(pair).keys()][0];
