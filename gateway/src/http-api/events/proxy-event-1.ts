import { queryValues } from "../../request/query-values.ts";
import type { Authorization } from "../exchange.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { bodyIn } from "./event-body.ts";
import { requestContext, resourceOf } from "./payload-1.ts";
import { headerValues, lastOfEach } from "./request-maps.ts";

/**
 * The event of payload format 1.0 for a proxy function, whose maps are null where they hold nothing. Members stand in
 * the order of the guide's example.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const proxyEvent1 = (mapped: Mapped, whole: Buffer) => {
  const { request, pathParameters, stage } = mapped;
  const headers = headerValues(mapped.headers);
  const query = queryValues(mapped);
  return {
    version: "1.0",
    resource: resourceOf(mapped),
    path: request.fullPath,
    httpMethod: request.method,
    headers: orNull(lastOfEach(headers)),
    multiValueHeaders: orNull(Object.fromEntries(headers)),
    queryStringParameters: orNull(lastOfEach(query)),
    multiValueQueryStringParameters: orNull(Object.fromEntries(query)),
    requestContext: requestContext(mapped, { authorizer: authorizerOf(mapped.authorization) }),
    pathParameters: orNull(pathParameters),
    stageVariables: orNull(stage.variables),
    ...bodyIn(whole, mapped.headers),
  };
};

const orNull = <Member extends object>(map: Member) => (Object.keys(map).length > 0 ? map : null);

const nobody = { claims: null, scopes: null };

/** What a function of an authorizer said stands beside its principal. Unconfirmed: for a signed request, where it stands as in 2.0. */
const authorizerOf = (authorization: Authorization | null): object => {
  switch (authorization?.kind) {
    case "lambda": {
      const { principalId, context } = authorization;
      return { ...context, ...(principalId === null ? {} : { principalId }) };
    }
    case "jwt":
      return { claims: authorization.claims, scopes: authorization.scopes };
    case "iam": {
      const { kind, ...iam } = authorization;
      return { ...nobody, iam };
    }
    default:
      return nobody;
  }
};
