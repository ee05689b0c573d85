import type { APIGatewayAuthorizerEvent } from "@gatehouse/lambda/events.ts";
import type { Findings } from "./authorize.ts";
import type { DecidedBy, Decision } from "./decision.ts";
import { Unauthorized } from "./unauthorized.ts";

/**
 * What is recorded of a request: how far it came and how it ended.
 * @param failure what `authorize` threw, if it did.
 */
export const recorded = (
  event: APIGatewayAuthorizerEvent,
  found: Findings,
  failure: unknown,
  invocationId: string,
): Decision => ({
  ...placeOf(event, invocationId),
  principal: found.token?.username,
  tokenId: found.token?.tokenId,
  session: found.token?.session,
  clientId: found.token?.clientId,
  claims: found.token?.claims,
  grants: found.decided?.applied ?? [],
  effect: !failure && found.decided?.decision === "allow" ? "Allow" : "Deny",
  decidedBy: decidedBy(found, failure),
  cached: found.cached ?? false,
});

const placeOf = (event: APIGatewayAuthorizerEvent, invocationId: string) => {
  const [, method = "", path = ""] = /^[^/]*\/[^/]*\/([^/]*)(.*)$/s.exec(event.methodArn) ?? [];
  const request = event.type === "REQUEST" ? event : undefined;
  return {
    requestId: request?.requestContext?.requestId ?? invocationId,
    route: request?.resource === undefined ? undefined : `${method} ${request.resource}`,
    methodArn: event.methodArn,
    method,
    path,
  };
};

const decidedBy = ({ decided }: Findings, failure: unknown): DecidedBy => {
  if (failure instanceof Unauthorized) return { unauthorized: failure.reason };
  if (failure || !decided) return { error: failure instanceof Error ? failure.message : String(failure) };
  const { decision, rule, statement, narrowed } = decided;
  return {
    decision,
    ...(rule === undefined ? {} : { rule }),
    ...(statement === undefined ? {} : { statement }),
    ...(narrowed === undefined ? {} : { narrowed }),
  };
};
