import { readEnvironment } from "@gatehouse/config/environment.ts";
import { logger } from "@gatehouse/http/log.ts";
import type { APIGatewayProxyEvent } from "@gatehouse/lambda/events.ts";
import { expressAsLambda, type ProxyHandler } from "@gatehouse/lambda/express-as-lambda.ts";
import type { Express } from "express";
import { serverless } from "./app.ts";
import { settings } from "./settings.ts";

const environment = settings.pick({ PERMISSIONS_DATABASE_URL: true });

/** The service behind a Lambda proxy integration (AWS_PROXY). */
export const behindProxy = (app: () => Express): ProxyHandler => {
  const handle = expressAsLambda(app);
  return (event, context) => handle(withTrustedHeaders(event), context);
};

/** What Lambda calls. Its environment has one variable, `PERMISSIONS_DATABASE_URL`. */
export const handler = behindProxy(() =>
  serverless(readEnvironment(environment, process.env).PERMISSIONS_DATABASE_URL, logger("permissions")),
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
