import type { DeclaredRoute } from "../openapi/declared-route.ts";
import type { Api, Route } from "./api.ts";

export const declaredRoutes = ({ routes }: Pick<Api, "routes">): readonly DeclaredRoute[] =>
  routes.map((route) => ({
    key: route.routeKey,
    path: route.path,
    functionArns: functionsOf(route),
    place: route.place,
  }));

const functionsOf = ({ authorization, integration }: Route): readonly string[] => [
  ...(authorization.type === "CUSTOM" ? [authorization.authorizer.functionArn] : []),
  ...(integration.type === "AWS_PROXY" ? [integration.functionArn] : []),
];
