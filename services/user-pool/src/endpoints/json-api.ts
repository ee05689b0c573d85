import { Failure } from "@gatehouse/http/failure.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { unexpected } from "@gatehouse/http/shell.ts";
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from "express";
import { InternalError, MissingAuthenticationToken, Serialization, UnknownOperation } from "../operations/failures.ts";
import { operations } from "../operations/operations.ts";
import type { World } from "../world.ts";
import { tracedCall } from "./traced-call.ts";

const target = /^AWSCognitoIdentityProviderService\.(\w+)$/;

/**
 * The JSON API: `POST /` with the operation in `X-Amz-Target`. Any page's script may call it, as it takes no cookie.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html
 */
export const jsonApi = (world: World, log: Logger): Router => {
  const router = Router();
  router.use(onlyCalls, headers);
  router.options("/{*prefix}", preflight);
  router.post("/{*prefix}", express.text({ type: () => true, limit: "256kb" }), async (request, response) => {
    const { name, operation } = named(request);
    response.locals.reason = name;
    if (operation.signed && !request.get("authorization")?.startsWith("AWS4-")) throw new MissingAuthenticationToken();
    const body = bodyOf(request);
    const call = { operation: name, body, requestId: response.locals.requestId, partOf: attemptIn(response) };
    send(response, 200, await tracedCall(call, world, () => operation.run(body, world)));
  });
  router.use(
    failed,
    unexpected(log, (status, response) =>
      sendFailure(response, status < 500 ? new Serialization("The request cannot be read.") : new InternalError()),
    ),
  );
  return router;
};

/** The log line of a call that signs somebody in names the attempt. */
const attemptIn = (response: Response) => (attemptId: string) => {
  response.locals.context = () => ({ attemptId });
};

/**
 * Clients keep the path of the endpoint that they are given: `POST /prefix/`. Away from `/`, the header that names the
 * operation tells a call, or the preflight that asks for it.
 */
const onlyCalls: RequestHandler = (request, _response, next) => {
  const asked =
    request
      .get("access-control-request-headers")
      ?.toLowerCase()
      .split(/[\s,]+/) ?? [];
  const isCall = request.get("x-amz-target") !== undefined || asked.includes("x-amz-target");
  next(isCall || request.path === "/" ? undefined : "router");
};

const named = (request: Request) => {
  const name = target.exec(request.get("x-amz-target") ?? "")?.[1] ?? "";
  const operation = operations.get(name);
  if (!operation) throw new UnknownOperation(name === "" ? undefined : unsupported(name));
  return { name, operation };
};

const unsupported = (name: string) =>
  `Operation ${name} is not supported by Gatehouse. docs/support-cognito.md lists those that are.`;

const bodyOf = ({ body }: Request): object => {
  const parsed = parsedJson(body);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) throw new Serialization();
  return parsed;
};

const parsedJson = (text: unknown): unknown => {
  try {
    return JSON.parse(typeof text === "string" ? text : "");
  } catch (error) {
    throw new Serialization(undefined, { cause: error });
  }
};

const headers: RequestHandler = (_request, response, next) => {
  response
    .set("x-amzn-RequestId", response.locals.requestId)
    .set("Access-Control-Allow-Origin", "*")
    .set("Access-Control-Expose-Headers", "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date");
  next();
};

const preflight: RequestHandler = (request, response) => {
  response
    .set("Access-Control-Allow-Methods", "POST")
    .set("Access-Control-Allow-Headers", request.get("access-control-request-headers") ?? "*")
    .set("Access-Control-Max-Age", "172800")
    .status(200)
    .end();
};

const failed: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof Failure)) return next(error);
  response.locals.reason = [
    response.locals.reason,
    error.code,
    error.message,
    (error.cause as Error | undefined)?.message,
  ]
    .filter(Boolean)
    .join(": ");
  sendFailure(response, error);
};

/** Clients look for the type in the header, in the body or in both, so it is in both. */
const sendFailure = (response: Response, { code, message, status }: Failure) => {
  response.set("x-amzn-ErrorType", `${code}:`).set("x-amzn-ErrorMessage", message.replace(/[^\x20-\x7e]/g, "?"));
  send(response, status, { __type: code, message });
};

const send = (response: Response, status: number, body: object) => {
  response.status(status).setHeader("Content-Type", "application/x-amz-json-1.1");
  response.end(JSON.stringify(body));
};
