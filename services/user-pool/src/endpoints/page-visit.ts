import { Failure } from "@gatehouse/http/failure.ts";
import type { Request, Response } from "express";
import { native } from "../config/native-users.ts";
import type { Pool } from "../config/user-pool.ts";
import type { FormContext, PageContent } from "../pages/form.ts";
import { type AuthorizationRequest, readAuthorizationRequest } from "../sign-in/authorization-request.ts";
import { ShownOnPage } from "../sign-in/refusals.ts";
import { attemptOf } from "../trace/attempt-of.ts";
import { tracedParameters } from "../trace/request-parameters.ts";
import type { World } from "../world.ts";
import { sendPage } from "./page.ts";
import { formToken } from "./page-form.ts";
import { queryOf, queryText } from "./request-parameters.ts";

/** A browser at one of the pool's own pages, which it reached with an application's request. */
export interface PageVisit {
  readonly request: Request;
  readonly response: Response;
  readonly world: World;
  readonly authorization: AuthorizationRequest;
  readonly pool: Pool;
}

/** @throws {ShownOnPage} @throws {SentToApplication} for a request that its client may not make */
export const visitOf = async (request: Request, response: Response, world: World): Promise<PageVisit> => {
  const authorization = await readAuthorizationRequest(queryOf(request), world.records);
  const { client } = authorization;
  const pool = await world.records.findPool(client.poolId);
  if (!pool) throw new ShownOnPage("Client does not exist.");
  response.locals.trace.learned({ poolId: pool.id, clientId: client.id });
  return { request, response, world, authorization, pool };
};

/** At a page for the pool's own users alone. */
export const nativeVisit = async (request: Request, response: Response, world: World): Promise<PageVisit> => {
  const visit = await visitOf(request, response, world);
  const { client } = visit.authorization;
  if (!client.providers.includes(native)) throw new ShownOnPage("Login pages unavailable", client.id);
  return visit;
};

/**
 * From here on the request is part of a sign-in, whose trace an administrator can read.
 * @param session of the challenge that the request answers, which began with another request
 */
export const traceSignIn = ({ request, response: { locals } }: PageVisit, session?: string) => {
  locals.trace.reached("authorize");
  locals.trace.asked(tracedParameters(queryOf(request)));
  if (session) locals.trace.learned({ attemptId: attemptOf(session) });
};

/** To be called once for a page: it sets the cookie that the page's forms repeat. */
export const contextOf = ({ request, response, pool }: PageVisit): FormContext & { readonly pool: Pool } => ({
  asked: queryText(request.originalUrl),
  csrf: formToken(request, response),
  pool,
});

export const show = ({ response, authorization }: PageVisit, content: PageContent, status = 200) =>
  sendPage(response, { ...content, status, formsLeadTo: authorization.redirectUri });

/**
 * What to tell a person of a refusal, in the words of the API.
 * @throws what is no refusal
 */
export const refusalText = (error: unknown, { response }: PageVisit): string => {
  if (!(error instanceof Failure) || error.status >= 500) throw error;
  response.locals.reason = `${error.code}: ${error.message}`;
  return error.message;
};
