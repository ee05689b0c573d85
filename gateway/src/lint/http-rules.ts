import type { LambdaAuthorizer, RequestMapping, Route } from "../http-api/api.ts";
import type { HttpRule } from "./finding.ts";

const fromAuthorizer = ({ value }: RequestMapping) =>
  value.some((piece) => piece.kind === "context" && piece.name.startsWith("authorizer."));

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html */
const appendedIdentity: HttpRule = {
  name: "appended-identity",
  find: ({ routes }) =>
    routes.flatMap(({ place, integration }) =>
      integration.requestMappings.flatMap((mapping) =>
        mapping.action === "append" && mapping.to.in === "header" && fromAuthorizer(mapping)
          ? [
              {
                place,
                message: `append:header.${mapping.to.name} adds what the authorizer says to what the client says: on AWS the service gets both. Use overwrite:header.${mapping.to.name}.`,
              },
            ]
          : [],
      ),
    ),
};

const absentSource: HttpRule = {
  name: "absent-source",
  find: ({ routes }) =>
    routes.flatMap(({ place, integration }) =>
      integration.requestMappings.flatMap((mapping) =>
        mapping.action === "overwrite" && mapping.to.in === "header" && fromAuthorizer(mapping)
          ? [
              {
                place,
                message: `${mapping.to.name} is overwritten with what an authorizer may leave out: nobody has confirmed that AWS then takes the client's own away, as is done here. Have the authorizer always give it.`,
              },
            ]
          : [],
      ),
    ),
};

/**
 * x-amazon-apigateway-cors does not help: it answers where no route takes OPTIONS, and one of every method does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
const optionsBehindAuthorizer: HttpRule = {
  name: "options-behind-authorizer",
  find: ({ routes }) =>
    routes
      .filter(({ authorization, method, path }) => {
        const hasOptions = routes.some(
          (other) => other.method === "OPTIONS" && (other.path === path || (path === null && takesAll(other))),
        );
        return authorization.type !== "NONE" && (method === "OPTIONS" || (method === "ANY" && !hasOptions));
      })
      .map(({ place, routeKey, path }) => ({
        place,
        message: `${routeKey} asks its authorizer about preflight requests, which carry no token: browsers of other origins are refused. Add OPTIONS ${path ?? "/{proxy+}"} without an authorizer.`,
      })),
};

/** It goes before `$default`, and behind any route that says its path. */
const takesAll = ({ path }: Route) => path !== null && /^\/\{[^{}]+\+\}$/.test(path);

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html */
const cachedForSeveralRoutes: HttpRule = {
  name: "cached-for-several-routes",
  find: ({ routes }, place) =>
    cachedAuthorizers(routes).flatMap((authorizer) => {
      const guarded = routes.filter((route) => authorizerOf(route)?.name === authorizer.name);
      if (
        guarded.length < 2 ||
        authorizer.identitySources.some(({ from, name }) => from === "context" && name === "routeKey")
      )
        return [];
      return [
        {
          place,
          message: `${authorizer.name} guards ${guarded.length} routes and its answer is reused for ${authorizer.resultTtl} seconds: ${authorizer.enableSimpleResponses ? "isAuthorized for one of them is isAuthorized for all" : "a policy for one route's ARN refuses the others"}. Name $context.routeKey as an identity source, or set authorizerResultTtlInSeconds: 0.`,
        },
      ];
    }),
};

const authorizerOf = ({ authorization }: Route): LambdaAuthorizer | null =>
  authorization.type === "CUSTOM" ? authorization.authorizer : null;

const cachedAuthorizers = (routes: readonly Route[]): readonly LambdaAuthorizer[] => {
  const all = routes.map(authorizerOf).filter((each) => each !== null && each.resultTtl > 0) as LambdaAuthorizer[];
  return all.filter(({ name }, index) => all.findIndex((each) => each.name === name) === index);
};

export const httpRules: readonly HttpRule[] = [
  appendedIdentity,
  absentSource,
  optionsBehindAuthorizer,
  cachedForSeveralRoutes,
];
