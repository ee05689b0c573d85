import { foldedName, isOfTheClient, setByTheFront } from "../../front/header-names.ts";
import type { MappingPiece, RequestMapping, Route } from "../api.ts";

/**
 * The headers by which the API tells services who asks, folded. A header that a mapping of any route sets never arrives
 * from a client on any route: not where the mapping's source is absent, and not on a route that forgot the mapping.
 */
export const trustedHeaders = (routes: readonly Route[]): ReadonlySet<string> =>
  new Set(routes.flatMap(({ integration }) => integration.requestMappings.flatMap(trustedIn)));

const trustedIn = ({ action, to, value }: RequestMapping): readonly string[] => {
  if (to.in !== "header" || action === "remove") return [];
  const name = foldedName(to.name);
  if (isOfTheClient(name) || setByTheFront.has(name)) return [];
  return (action === "overwrite" ? !isHandedThrough(value, name) : value.some(tellsWho)) ? [name] : [];
};

/** A header that a mapping only hands through under its own name stays the client's word, and no service can trust it. */
const isHandedThrough = (value: readonly MappingPiece[], name: string) =>
  value.length === 1 && value[0]?.kind === "header" && foldedName(value[0].name) === name;

/** Appended to, a header is the client's word as well, unless it is to name the caller: then it must be the authorizer's. */
const tellsWho = (piece: MappingPiece) => piece.kind === "context" && /^(?:authorizer|identity)\./.test(piece.name);
