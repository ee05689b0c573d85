import type { SignaturePorts } from "../../authorizers/signing-credential.ts";
import type { Authorize } from "../exchange.ts";
import { authorizeByFunction, type FunctionPorts } from "./authorize-by-function.ts";
import { authorizeBySignature } from "./authorize-by-signature.ts";
import { authorizeByToken, type TokenPorts } from "./authorize-by-token.ts";

export type AuthorizePorts = FunctionPorts & TokenPorts & SignaturePorts;

/**
 * Asks whoever guards the route about a request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
 */
export const authorizer =
  (ports: AuthorizePorts): Authorize =>
  async (asked, facts) => {
    const { authorization } = asked.route;
    switch (authorization.type) {
      case "NONE":
        return null;
      case "CUSTOM":
        return authorizeByFunction(authorization.authorizer, asked, facts, ports);
      case "JWT":
        return authorizeByToken(authorization, asked, facts, ports);
      case "AWS_IAM":
        return authorizeBySignature(asked, facts, ports);
    }
  };
