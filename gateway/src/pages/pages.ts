import type { IncomingMessage, ServerResponse } from "node:http";
import { failure } from "@gatehouse/http/failure.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { unexpected } from "@gatehouse/http/shell.ts";
import express, { type RequestHandler, type Response } from "express";
import { createProxyMiddleware } from "http-proxy-middleware";
import { MethodNotAllowed } from "../front/failures.ts";
import type { Pages } from "../front/front.ts";
import type { DeclaredRoute } from "../openapi/declared-route.ts";
import { pageHeaders } from "./page-headers.ts";

const PagesUnreachable = failure("BadGatewayException", 502, "Bad Gateway");
const PagesTooSlow = failure("GatewayTimeoutException", 504, "Gateway Timeout");

/** Milliseconds without a word from the pages' server. */
const longestSilence = 10_000;

/**
 * Static pages at `/app/`, which are no API: nobody is asked who reads them, and nothing of a session reaches them.
 * @param upstream `unix:/run/pages.sock` or `http://pages:8080`.
 * @throws {CannotStart} where the API has a route that the pages would hide.
 */
export const pagesFrom = (upstream: string, routes: readonly DeclaredRoute[], log: Logger): Pages => {
  const hidden = routes.find(({ path }) => path !== null && isOfPages(path));
  if (hidden)
    throw new CannotStart(
      `${hidden.place}: ${hidden.path} lies under /app, where GATEWAY_PAGES serves pages: rename it or unset GATEWAY_PAGES`,
    );
  const apiHasRoot = routes.some(({ path }) => path === "/");
  const app = pagesApp(upstream, log);
  return {
    owns: (path) => isOfPages(path) || (path === "/" && !apiHasRoot),
    serve(request, response, facts) {
      // http-proxy-middleware skips its own header hooks for Expect and dies of a Trailer header, so that what it gets
      // to see is rebuilt before it runs (its issues: http-party/node-http-proxy#1647).
      request.body.headers = pageHeaders(request.headers);
      response.prependOnceListener("close", () => {
        facts.log.reason ??= (response as Response).locals?.reason;
      });
      response.setHeader("x-amzn-RequestId", request.requestId);
      app(request.body, response);
    },
  };
};

const isOfPages = (path: string) => path === "/app" || path.startsWith("/app/");

const pagesApp = (upstream: string, log: Logger) => {
  const app = express();
  app.disable("x-powered-by").disable("etag").set("query parser", "simple").set("trust proxy", false);
  app.use(readOnly);
  app.get(["/", "/app"], (request, response, next) => {
    if (request.path === "/app/") next();
    else response.redirect(302, "/app/");
  });
  app.use(proxied(upstream));
  app.use(
    unexpected(log, (status, response) => {
      response.status(status).json({ message: status < 500 ? "Bad Request" : "Internal server error" });
    }),
  );
  return app;
};

const readOnly: RequestHandler = ({ method }, response, next) => {
  if (method === "GET" || method === "HEAD") return next();
  response.set("Allow", "GET, HEAD");
  return refuse(response, new MethodNotAllowed(undefined, { cause: `pages are read, not ${method}` }));
};

const proxied = (upstream: string) =>
  createProxyMiddleware<IncomingMessage, Response>({
    target: targetOf(upstream),
    changeOrigin: true,
    followRedirects: false,
    ws: false,
    xfwd: false,
    proxyTimeout: longestSilence,
    on: {
      proxyRes: ({ headers }) => {
        // Pages know nobody and have nothing to remember.
        delete headers["set-cookie"];
        delete headers.server;
        delete headers["keep-alive"];
      },
      error: (error, _request, response) => {
        if ("locals" in response) refuse(response, ofProxy(error));
        else response.destroy();
      },
    },
  });

const targetOf = (upstream: string) =>
  upstream.startsWith("unix:")
    ? { protocol: "http:", host: "pages", port: 80, socketPath: upstream.slice("unix:".length) }
    : upstream;

const ofProxy = (error: NodeJS.ErrnoException) => {
  const cause = `pages: ${error.code ?? ""} ${error.message}`;
  return error.code === "ECONNRESET"
    ? new PagesTooSlow(undefined, { cause })
    : new PagesUnreachable(undefined, { cause });
};

const refuse = (response: Response, { status, message, cause }: InstanceType<typeof PagesUnreachable>) => {
  response.locals.reason = String(cause);
  if (response.headersSent) (response as ServerResponse).socket?.resetAndDestroy();
  else response.status(status).json({ message });
};
