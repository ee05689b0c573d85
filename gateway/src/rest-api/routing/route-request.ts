import type { ClientRequest } from "../../request/client-request.ts";
import { lastHeader } from "../../request/headers.ts";
import { noPair } from "../../signatures/authorization-header.ts";
import { GatewayRefusal } from "../refusal.ts";
import { findRoute, type Match } from "./find-route.ts";
import type { Resource } from "./resource-tree.ts";

type Asked = Pick<ClientRequest, "method" | "path" | "headers">;

/**
 * Finds the route before anything else is asked: an unknown path never calls an authorizer.
 * @throws {GatewayRefusal} as API Gateway answers what it has no method for. It takes an `Authorization` that is there
 * for a SigV4 signature and complains about its form instead of the path.
 */
export const routeRequest = (tree: Resource, { method, path, headers }: Asked): Match => {
  const match = findRoute(tree, method, path);
  if (match) return match;
  const authorization = lastHeader(headers, "authorization");
  const reason = `no route for ${method} ${path}`;
  if (authorization === undefined || /^AWS4-HMAC-SHA256\s/.test(authorization))
    throw new GatewayRefusal("MISSING_AUTHENTICATION_TOKEN", reason);
  throw new GatewayRefusal("DEFAULT_4XX", `${reason}; Authorization is no AWS signature`, {
    status: 403,
    errorType: "IncompleteSignatureException",
    message: noPair(authorization),
  });
};
