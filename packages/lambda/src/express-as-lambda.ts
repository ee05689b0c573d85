import { configure } from "@codegenie/serverless-express";
import type { Express, Request, Response } from "express";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "./events.ts";
import { proxyRequest } from "./proxy-request.ts";
import { type CollectedResponse, isBinary, proxyResult } from "./proxy-result.ts";

/** The handler of a function behind a Lambda proxy integration. */
export type ProxyHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * Makes an Express application the handler of a Lambda function behind a REST API (AWS_PROXY).
 * @param app builds the application; called once, at the first event. When it fails the invocation fails, and the next
 * event tries again, as a new Lambda environment would.
 */
export const expressAsLambda = (app: () => Express | Promise<Express>): ProxyHandler => {
  let warm: Promise<ProxyHandler> | undefined;
  return async (event, context) => {
    warm ??= Promise.resolve().then(app).then(proxied);
    warm.catch(() => {
      warm = undefined;
    });
    return (await warm)(event, context);
  };
};

const proxied = (app: Express): ProxyHandler => {
  const handle = configure<APIGatewayProxyEvent, APIGatewayProxyResult>({
    app,
    framework: { sendRequest: ({ request, response }) => send(app, request, response) },
    eventSource: {
      getRequest: ({ event }: { event: APIGatewayProxyEvent }) => proxyRequest(event),
      getResponse: (response: CollectedResponse) => proxyResult(response),
    },
    eventSourceName: "AWS_API_GATEWAY_V1",
    binarySettings: { isBinary },
    // Otherwise the library answers with a stack wherever NODE_ENV is development.
    respondWithErrors: false,
  });
  return (event, context) => handle(event, context, () => {}) as Promise<APIGatewayProxyResult>;
};

/** The response has no socket, so nobody else tells its listeners, such as the request log, that it is over. */
const send = (app: Express, request: Request, response: Response) => {
  response.once("finish", () => response.emit("close"));
  app(request, response);
};
