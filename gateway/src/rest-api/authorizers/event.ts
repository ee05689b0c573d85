import { methodArn } from "../../authorizers/method-arn.ts";
import type { LambdaAuthorizer } from "../api.ts";
import { requestContext, requestEvent } from "../events/request-event.ts";
import type { Asked } from "./identity.ts";

/**
 * What the function is given: for TOKEN the token as sent, `Bearer` included, and for REQUEST everything about the
 * request but its body. Members stand in the order that was recorded on AWS; maps without entries are `{}`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
 * @param token the value of the TOKEN authorizer's header.
 */
export const authorizerEvent = ({ type }: LambdaAuthorizer, asked: Asked, token: string) =>
  type === "TOKEN"
    ? { type, methodArn: methodArn(asked), authorizationToken: token }
    : {
        type,
        methodArn: methodArn(asked),
        ...requestEvent(asked, asked.request.headers, {}),
        requestContext: requestContext(asked),
      };
