import type { Facts } from "../../facts/facts.ts";
import type { Authorization } from "../exchange.ts";
import { type ResourcePolicyPorts, requireAllowed } from "../resource-policy/require-allowed.ts";
import { authorizeByFunction, type FunctionPorts } from "./authorize-by-function.ts";
import { authorizeBySignature, type SignaturePorts } from "./authorize-by-signature.ts";
import { authorizeByToken, type TokenPorts } from "./authorize-by-token.ts";
import type { Asked } from "./identity.ts";
import { requireShortArn } from "./require-short-arn.ts";

export type AuthorizePorts = FunctionPorts & TokenPorts & SignaturePorts & ResourcePolicyPorts;

/**
 * Asks whoever guards the route about a request; null on an open route. The facts say afterwards what was decided and
 * why. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
 * @throws {GatewayRefusal} a 401, a 403 or a 500: whatever is not a clear yes.
 */
export const authorize = async (asked: Asked, facts: Facts, ports: AuthorizePorts): Promise<Authorization | null> => {
  const { authorizer } = asked.route;
  if (!authorizer) {
    // An API with a resource policy has no open routes: without an authorizer, that policy must allow by itself.
    requireAllowed(asked, facts, ports);
    return null;
  }
  requireShortArn(asked);
  switch (authorizer.type) {
    case "TOKEN":
    case "REQUEST":
      return authorizeByFunction(authorizer, asked, facts, ports);
    case "COGNITO_USER_POOLS":
      return authorizeByToken(authorizer, asked, facts, ports);
    case "AWS_IAM":
      return authorizeBySignature(asked, facts, ports);
  }
};
