import type { Authorization } from "../exchange.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { bodyIn } from "./event-body.ts";
import { requestContext, requestMembers } from "./payload-2.ts";
import { whereGiven } from "./request-maps.ts";

/**
 * The event of payload format 2.0 for a proxy function. Members stand in the order recorded on AWS on 2024-06-17; lists,
 * maps and a body that hold nothing are left out.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const proxyEvent2 = (mapped: Mapped, whole: Buffer) => {
  const { body, isBase64Encoded } = bodyIn(whole, mapped.headers);
  const seen = { ...mapped, request: { ...mapped.request, query: mapped.query } };
  return {
    version: "2.0",
    ...requestMembers(seen, mapped.headers),
    requestContext: requestContext(seen, authorizerOf(mapped.authorization)),
    ...(body === null ? {} : { body }),
    ...whereGiven({ pathParameters: mapped.pathParameters }),
    isBase64Encoded,
    ...whereGiven({ stageVariables: mapped.stage.variables }),
  };
};

/** Named by how the route is guarded; nothing on an open one. */
const authorizerOf = (authorization: Authorization | null) => {
  switch (authorization?.kind) {
    case "lambda":
      return { authorizer: { lambda: authorization.context } };
    case "jwt":
      return { authorizer: { jwt: { claims: authorization.claims, scopes: authorization.scopes } } };
    case "iam": {
      const { accessKey, accountId, callerId, cognitoIdentity, principalOrgId, userArn, userId } = authorization;
      return {
        authorizer: { iam: { accessKey, accountId, callerId, cognitoIdentity, principalOrgId, userArn, userId } },
      };
    }
    default:
      return {};
  }
};
