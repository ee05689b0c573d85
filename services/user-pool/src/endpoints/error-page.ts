import { html } from "@gatehouse/http/html.ts";
import type { Response } from "express";
import { sendPage } from "./page.ts";

/** The page that Cognito shows where it cannot send the browser to an application, and the id under which the log explains it. */
export const sendErrorPage = (response: Response, message: string) =>
  sendPage(response, {
    status: 400,
    title: "An error was encountered with the requested page.",
    body: html`<p role="alert">${message}</p>
<p>Request <code>${response.locals.requestId}</code></p>`,
  });
