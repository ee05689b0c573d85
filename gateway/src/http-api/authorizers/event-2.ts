import type { Identity } from "../../authorizers/identity.ts";
import { methodArn } from "../../authorizers/method-arn.ts";
import { requestContext, requestMembers } from "../events/payload-2.ts";
import { whereGiven } from "../events/request-maps.ts";
import type { Asked } from "../exchange.ts";

/**
 * What a function of payload format 2.0 is given: everything about the request but its body. Members stand in the order
 * recorded on AWS; `identitySource` is null where the authorizer has no source.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export const event2 = (asked: Asked, identity: Identity) => ({
  version: "2.0",
  type: "REQUEST",
  routeArn: methodArn(asked),
  identitySource: identity.length > 0 ? identity.map((values) => values.join(",")) : null,
  ...requestMembers(asked, asked.request.headers),
  requestContext: requestContext(asked),
  ...whereGiven({ pathParameters: asked.pathParameters, stageVariables: asked.stage.variables }),
});
