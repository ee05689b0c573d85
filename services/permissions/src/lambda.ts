import { readEnvironment } from "@gatehouse/config/environment.ts";
import { logger } from "@gatehouse/http/log.ts";
import type { APIGatewayProxyEvent } from "@gatehouse/lambda/events.ts";
import { expressAsLambda, type ProxyHandler } from "@gatehouse/lambda/express-as-lambda.ts";
import type { Express } from "express";
import { serverless } from "./app.ts";
import { settingsOnLambda } from "./settings.ts";

/**
 * The service behind a Lambda proxy integration (AWS_PROXY). Nothing runs between invocations, so `afterChange` is waited
 * for before an answer to what may have changed something.
 */
export const behindProxy = (app: () => Express, afterChange: () => Promise<void> = async () => {}): ProxyHandler => {
  const handle = expressAsLambda(app);
  return async (event, context) => {
    const result = await handle(withTrustedHeaders(event), context);
    if (event.httpMethod !== "GET") await afterChange();
    return result;
  };
};

/** Made at the first invocation. */
let made: ReturnType<typeof serverless> | undefined;
const service = () => {
  made ??= serverless(readEnvironment(settingsOnLambda, process.env), logger("permissions"));
  return made;
};

/**
 * What Lambda calls. Its environment has `PERMISSIONS_DATABASE_URL` and, for checkpoints, `PERMISSIONS_CHECKPOINT_KEY`;
 * `PERMISSIONS_API` names the API that patterns are checked against.
 */
export const handler = behindProxy(
  () => service().app,
  () => service().sign(),
);

/**
 * A proxy integration has no mappings: the client's headers arrive as they are, and who the client is stands in the
 * authorizer's context. So the headers that the service trusts are taken from there, and the client's own are dropped.
 */
export const withTrustedHeaders = (event: APIGatewayProxyEvent): APIGatewayProxyEvent => {
  const trusted = trustedHeaders(event.requestContext);
  const kept = Object.entries(event.multiValueHeaders ?? {}).filter(([name]) => !isTrusted(name));
  const single = Object.entries(event.headers ?? {}).filter(([name]) => !isTrusted(name));
  return {
    ...event,
    headers: { ...Object.fromEntries(single), ...trusted },
    multiValueHeaders: {
      ...Object.fromEntries(
        event.multiValueHeaders ? kept : single.map(([name, value]) => [name, value === undefined ? [] : [value]]),
      ),
      ...Object.fromEntries(Object.entries(trusted).map(([name, value]) => [name, [value]])),
    },
  };
};

const trustedHeaders = ({ authorizer, requestId, identity }: APIGatewayProxyEvent["requestContext"]) => ({
  ...textOf("X-User-Id", authorizer?.principalId),
  ...textOf("X-User-Groups", authorizer?.groups),
  ...textOf("X-User-Auth-Time", authorizer?.authTime),
  ...textOf("X-Forwarded-For", identity?.sourceIp),
  "X-Request-Id": requestId,
});

const textOf = (name: string, value: unknown) => (typeof value === "string" ? { [name]: value } : {});

/** Some servers read `x_user_id` as `X-User-Id`. */
const isTrusted = (name: string) => /^x[-_]((user|request)[-_]|forwarded[-_]for$)/i.test(name);
