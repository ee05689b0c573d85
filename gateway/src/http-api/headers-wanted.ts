import type { MappingPiece, Route, RouteAuthorization } from "./api.ts";

/** The headers that a route expects a client to send. */
export const headersWanted = ({ authorization, integration }: Route): readonly string[] => [
  ...ofAuthorization(authorization),
  ...integration.requestMappings.flatMap(({ value }) => value.flatMap(headerIn)),
];

const headerIn = (piece: MappingPiece) => (piece.kind === "header" ? [piece.name] : []);

const ofAuthorization = (authorization: RouteAuthorization): readonly string[] => {
  switch (authorization.type) {
    case "NONE":
      return [];
    case "AWS_IAM":
      return ["Authorization"];
    case "JWT":
      return headersAmong([authorization.authorizer.identitySource]);
    case "CUSTOM":
      return headersAmong(authorization.authorizer.identitySources);
  }
};

const headersAmong = (sources: readonly { readonly from: string; readonly name: string }[]) =>
  sources.filter(({ from }) => from === "header").map(({ name }) => name);
