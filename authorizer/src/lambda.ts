import { readEnvironment } from "@gatehouse/config/environment.ts";
import { logger } from "@gatehouse/http/log.ts";
import type { APIGatewayAuthorizerEvent, APIGatewayAuthorizerResult, Context } from "@gatehouse/lambda/events.ts";
import { type Authorizer, openAuthorizer } from "./app.ts";
import { settings } from "./settings.ts";

let warm: Authorizer | undefined;

/**
 * The Lambda authorizer of a REST API, for events of type REQUEST and TOKEN. Its environment is read at the first event.
 * @throws {Error} with the message `Unauthorized`, which API Gateway answers with 401; any other is answered with 500.
 */
export const handler = async (
  event: APIGatewayAuthorizerEvent,
  context?: Pick<Context, "awsRequestId">,
): Promise<APIGatewayAuthorizerResult> => {
  warm ??= openAuthorizer(readEnvironment(settings, process.env), { log: logger("authorizer") });
  return warm.authorize(event, context?.awsRequestId ?? crypto.randomUUID());
};

/** Lets go of everything, for a process that hosts the function and is about to end. A later event starts afresh. */
export const close = async (): Promise<void> => {
  const closing = warm;
  warm = undefined;
  await closing?.close();
};
