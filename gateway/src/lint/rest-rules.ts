import type { LambdaAuthorizer, Route } from "../rest-api/api.ts";
import { mappingsOf } from "../rest-api/mapping/map.ts";
import type { RestRule } from "./finding.ts";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html */
const absentSource: RestRule = {
  name: "absent-source",
  find: ({ routes }) => {
    const mapped = routes.flatMap((route) =>
      mappingsOf(route).flatMap(({ to, source }) =>
        to.in === "header" && source.kind === "context" && mayBeAbsent(source.path)
          ? [{ place: route.place, name: to.name, path: source.path }]
          : [],
      ),
    );
    return [...Map.groupBy(mapped, ({ name, path }) => `${name} ${path}`).values()].map((all) => {
      const [first] = all as [(typeof all)[number]];
      const { place, name, path } = first;
      return {
        place,
        message: `${name} is mapped from context.${path}${all.length > 1 ? ` here and in ${all.length - 1} more operations` : ""}, which an authorizer may leave out: on AWS the client's own ${name} then arrives at the service, here none does. Have the authorizer always give it.`,
      };
    });
  },
};

const mayBeAbsent = (path: string) => path.startsWith("authorizer.") && path !== "authorizer.principalId";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html */
const optionsBehindAuthorizer: RestRule = {
  name: "options-behind-authorizer",
  find: ({ routes }) =>
    routes
      .filter(({ authorizer, method, resource }) => {
        const hasOptions = routes.some((other) => other.resource === resource && other.method === "OPTIONS");
        return authorizer !== null && (method === "OPTIONS" || (method === "ANY" && !hasOptions));
      })
      .map(({ place, method, resource }) => ({
        place,
        message: `${method} ${resource} asks its authorizer about preflight requests, which carry no token: browsers of other origins are refused. Add an OPTIONS method with security: [] beside it.`,
      })),
};

const corsHeader = "access-control-allow-origin";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html#apigateway-enable-cors-proxy */
const errorsWithoutCors: RestRule = {
  name: "errors-without-cors",
  find: (api, place) => {
    if (!api.routes.some(answersPreflights)) return [];
    return (["DEFAULT_4XX", "DEFAULT_5XX"] as const)
      .filter((type) => ![...(api.gatewayResponses.get(type)?.headers.keys() ?? [])].some(isCorsHeader))
      .map((type) => ({
        place,
        message: `the API answers preflight requests, and ${type} has no gatewayresponse.header.Access-Control-Allow-Origin: scripts of other origins cannot read why they were refused.`,
      }));
  },
};

const isCorsHeader = (name: string) => name.toLowerCase() === corsHeader;

const answersPreflights = ({ method, integration }: Route) => method === "OPTIONS" && integration.type === "MOCK";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html */
const cachedForSeveralRoutes: RestRule = {
  name: "cached-for-several-routes",
  find: ({ routes }, place) =>
    cachedAuthorizers(routes).flatMap((authorizer) => {
      const guarded = routes.filter((route) => route.authorizer === authorizer || sameName(route, authorizer));
      if (guarded.length < 2 || authorizer.identitySources.some(tellsRoutesApart)) return [];
      return [
        {
          place,
          message: `${authorizer.name} guards ${guarded.length} routes and its answer is reused for ${authorizer.resultTtl} seconds: a policy for the method's own ARN lets the first route through and refuses the others. Answer with a policy for all of them, name context.httpMethod and context.path as identity sources, or set authorizerResultTtlInSeconds: 0.`,
        },
      ];
    }),
};

const sameName = ({ authorizer }: Route, { name }: LambdaAuthorizer) => authorizer?.name === name;

const cachedAuthorizers = (routes: readonly Route[]): readonly LambdaAuthorizer[] => {
  const all = routes.flatMap(({ authorizer }) =>
    authorizer && (authorizer.type === "TOKEN" || authorizer.type === "REQUEST") && authorizer.resultTtl > 0
      ? [authorizer]
      : [],
  );
  return all.filter(({ name }, index) => all.findIndex((each) => each.name === name) === index);
};

const tellsRoutesApart = ({ from, name }: LambdaAuthorizer["identitySources"][number]) =>
  from === "context" && /^(?:path|resourcePath|resourceId|httpMethod)$/.test(name);

/** A name without a dot is one of this machine or of a Compose network; API Gateway finds neither. */
const hostOfThisMachine: RestRule = {
  name: "host-of-this-machine",
  find: ({ routes }) =>
    routes.flatMap(({ integration, place }) => {
      if (!("connection" in integration) || integration.connection.type !== "INTERNET") return [];
      // A host in a stage variable is another one on another stage.
      const [, host] = /^https?:\/\/([^/:?#$.]+)(?=[/:?#]|$)/.exec(integration.uri) ?? [];
      if (host === undefined) return [];
      return [
        {
          place,
          message: `the host ${host} is reached here; API Gateway reaches it over a VPC link alone: say connectionType: VPC_LINK, or let a stage variable name the host.`,
        },
      ];
    }),
};

/** What starts here and may not do on AWS what it does here, and the other way round. The import warns of more. */
export const restRules: readonly RestRule[] = [
  absentSource,
  optionsBehindAuthorizer,
  errorsWithoutCors,
  cachedForSeveralRoutes,
  hostOfThisMachine,
];
