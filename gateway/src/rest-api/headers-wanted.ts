import type { Authorizer, Route } from "./api.ts";

/** The headers that a route expects a client to send. */
export const headersWanted = ({ authorizer, integration, parameters }: Route): readonly string[] => [
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
