import { type Html, html } from "@gatehouse/http/html.ts";
import type { Response } from "express";
import { sendPage } from "./page.ts";

/**
 * The page that Cognito shows where it cannot send the browser to an application, and the ids under which the log and
 * the traces of sign-ins explain it.
 */
export const sendErrorPage = (response: Response, message: string, attemptId = attemptOf(response)) =>
  sendPage(response, {
    status: 400,
    title: "An error was encountered with the requested page.",
    body: html`<p role="alert">${message}</p>
${idsOf(response, attemptId)}`,
  });

/** The sign-in attempt that a request is part of. */
export const attemptOf = ({ locals: { trace } }: Response) => (trace?.begun ? trace.attemptId : undefined);

/** What to name when somebody is asked for help. */
export const idsOf = (response: Response, attemptId = attemptOf(response)): Html => {
  const request = html`<p>Request <code>${response.locals.requestId}</code></p>`;
  return attemptId === undefined
    ? request
    : html`<p>Sign-in attempt <code>${attemptId}</code></p>
${request}`;
};
