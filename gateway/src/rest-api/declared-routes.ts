import type { DeclaredRoute } from "../openapi/declared-route.ts";
import type { Api, Route } from "./api.ts";

export const declaredRoutes = ({ routes }: Pick<Api, "routes">): readonly DeclaredRoute[] =>
  routes.map((route) => ({
    key: `${route.method} ${route.resource}`,
    path: route.resource,
    functionArns: functionsOf(route),
    place: route.place,
  }));

const functionsOf = ({ authorizer, integration }: Route): readonly string[] => [
  ...(authorizer && "functionArn" in authorizer ? [authorizer.functionArn] : []),
  ...(integration.type === "AWS_PROXY" || integration.type === "AWS" ? [integration.functionArn] : []),
];
