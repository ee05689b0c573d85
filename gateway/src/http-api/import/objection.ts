import { partsOf } from "../../request/segments.ts";
import type { MappingPiece, Route, RouteAuthorization } from "../api.ts";
import { isAnswerVariable, isContextVariable } from "../context-variable.ts";

/** What is mapped: a route's request, before the backend is asked, or its response. */
export interface Mapped {
  readonly side: "request" | "response";
  readonly route: Pick<Route, "path"> & {
    /** Null where it could not be read. */
    readonly authorization: RouteAuthorization | null;
  };
}

/** Why a selector could never have a value there; null where it can. A mapping that is empty for ever is a slip of the pen. */
export const objectionTo = (piece: MappingPiece, { side, route }: Mapped): string | null => {
  switch (piece.kind) {
    case "context":
      return ofContext(piece.name, side, route);
    case "pathParameter":
      if (side === "response") return ofRequest;
      return names(route).includes(piece.name) ? null : `${route.path ?? "$default"} has no {${piece.name}}`;
    case "path":
    case "querystring":
      return side === "response" ? ofRequest : null;
    default:
      return null;
  }
};

const ofRequest = "a response has headers and a body only";

const names = ({ path }: Pick<Route, "path">) =>
  partsOf(path ?? "").flatMap((part) => (part.kind === "literal" ? [] : [part.name]));

const ofContext = (name: string, side: Mapped["side"], { authorization }: Mapped["route"]) => {
  const isKnown = side === "request" ? isContextVariable : isAnswerVariable;
  if (!isKnown(name)) return `$context.${name} is no variable that is known here`;
  if (!name.startsWith("authorizer.") || name === "authorizer.error") return null;
  if (authorization === null || authorizerVariables[authorization.type]?.test(name)) return null;
  return `$context.${name} never has a value on a route whose authorization is ${authorization.type}`;
};

/** What each kind of authorization knows about who asks. */
const authorizerVariables: Readonly<Partial<Record<RouteAuthorization["type"], RegExp>>> = {
  JWT: /^authorizer\.claims\./,
  CUSTOM: /^authorizer\.(?!claims\.)/,
};
