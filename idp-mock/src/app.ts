import { httpServer } from "@gatehouse/http/http-server.ts";
import { listen, type Running } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { shell, unexpected } from "@gatehouse/http/shell.ts";
import type { ErrorRequestHandler, Response } from "express";
import { readPeople } from "./directory/read-people.ts";
import { mount } from "./endpoints.ts";
import { securityHeaders } from "./headers.ts";
import { identityProviders } from "./identity-providers.ts";
import { refusalPage } from "./pages/refusal-page.ts";
import { statusPage } from "./pages/status-page.ts";
import { RefusedRequest } from "./requests/refused-request.ts";
import type { Settings } from "./settings.ts";

/** Starts the identity providers. @throws for people that cannot be read, a key that cannot be kept, a port in use. */
export const start = async (settings: Settings, { log }: { log: Logger }): Promise<Running> => {
  const { USER_POOL_ID, USER_POOL_URL, USER_POOL_HTTPS_URL = USER_POOL_URL } = settings;
  const known = readPeople(settings.IDP_PEOPLE, { USER_POOL_ID, USER_POOL_URL, USER_POOL_HTTPS_URL });
  const idps = await identityProviders(known, settings);
  // Nothing that it needs can go away while it runs.
  const app = shell({ log, ready: async () => {} });
  app.use(securityHeaders);
  mount(app, idps);
  app.use(refused, unexpected(log, withStatus));
  return listen(httpServer(app), settings.IDP_LISTEN);
};

const refused: ErrorRequestHandler = (error, _request, response, next) => {
  if (!(error instanceof RefusedRequest)) return next(error);
  response.locals.reason = error.message;
  response.status(error.status).type("html").send(refusalPage(response.locals.idp, error.refusal));
};

/** Those who send JSON read JSON. */
const withStatus = (status: number, response: Response) => {
  if (response.req.is("json")) response.status(status).json({ message: "the request could not be read" });
  else response.status(status).type("html").send(statusPage(status, response.locals.idp));
};
