import { Failure } from "@gatehouse/http/failure.ts";
import { InvalidInput, problemText } from "@gatehouse/http/problem.ts";
import type { Response } from "express";

/** What an operation answers. */
export interface Answer {
  readonly status: number;
  /** Becomes JSON. */
  readonly body?: object;
  /** What is answered where that is not JSON. */
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer as it goes over the wire. */
export interface Rendered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

export const rendered = ({ status, body, text, headers = {} }: Answer): Rendered => {
  if (text) return { status, headers: { ...headers, "Content-Type": text.type }, content: text.content };
  if (body === undefined) return { status, headers, content: "" };
  const type = { "Content-Type": "application/json; charset=utf-8" };
  return { status, headers: { ...headers, ...type }, content: JSON.stringify(body) };
};

/** A refusal as it goes over the wire. */
export const renderedProblem = (failure: Failure, requestId: string): Rendered => {
  const errors = failure instanceof InvalidInput ? failure.errors : undefined;
  return {
    status: failure.status,
    headers: { "Content-Type": "application/problem+json; charset=utf-8" },
    content: problemText({ status: failure.status, detail: failure.message, errors, requestId }),
  };
};

export const write = (response: Response, { status, headers, content }: Rendered): void => {
  response.status(status).set("Cache-Control", "no-store").set(headers);
  if (content === "") response.end();
  else response.send(Buffer.from(content));
};

/** Whether an error is the caller's to know: decided, and the same again for the same request. */
export const isDecided = (error: unknown): error is Failure => error instanceof Failure && error.status < 500;
