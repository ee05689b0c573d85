import { CannotStart } from "@gatehouse/http/main.ts";
import { isProtected, setByTheFront } from "../../front/header-names.ts";
import type { Authorizer, Route } from "../api.ts";

/**
 * Finds operations that wait for a client's header which the gateway never lets in: it would be absent for ever, and
 * with it the operation refused or its mapping empty.
 * @throws {CannotStart} naming the operation and the header.
 */
export const requireArrivingHeaders = (routes: readonly Route[]): void => {
  for (const route of routes) {
    const waiting = headersWanted(route).find((name) => isProtected(name) && !setByTheFront.has(name.toLowerCase()));
    if (waiting !== undefined)
      throw new CannotStart(
        `${route.place}: ${waiting} is a header by which the gateway speaks to services; a client's own never arrives, so take another name`,
      );
  }
};

const headersWanted = ({ authorizer, integration, parameters }: Route): readonly string[] => [
  ...parameters.filter(({ in: place }) => place === "header").map(({ name }) => name),
  ...(authorizer ? headersOf(authorizer) : []),
  ...("mappings" in integration ? integration.mappings : []).flatMap(({ source }) =>
    source.kind === "request" && source.in === "header" ? [source.name] : [],
  ),
];

const headersOf = (authorizer: Authorizer): readonly string[] => {
  switch (authorizer.type) {
    case "TOKEN":
    case "REQUEST":
      return authorizer.identitySources.filter(({ from }) => from === "header").map(({ name }) => name);
    case "COGNITO_USER_POOLS":
      return [authorizer.tokenHeader];
    case "AWS_IAM":
      return ["Authorization"];
  }
};
