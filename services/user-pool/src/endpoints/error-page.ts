import type { Response } from "express";
import { escaped, sendPage } from "./page.ts";

/** The page that Cognito shows where it cannot send the browser to an application, and the id under which the log explains it. */
export const sendErrorPage = (response: Response, message: string) =>
  sendPage(response, {
    status: 400,
    title: "An error was encountered with the requested page.",
    body: `<p role="alert">${escaped(message)}</p>\n<p>Request <code>${escaped(response.locals.requestId)}</code></p>`,
  });
