import { failure } from "@gatehouse/http/failure.ts";
import type { Request } from "express";
import express from "express";
import { type Parameters, parametersOf } from "../parameters.ts";

const NotAForm = failure("invalid_request", 400, "expected a body of type application/x-www-form-urlencoded");

/** The query of a request; express' own parser would drop or merge what comes twice. */
export const queryOf = ({ originalUrl }: Request): Parameters => parametersOf(queryText(originalUrl));

/** The query as it was sent, without its question mark. */
export const queryText = (url: string) => (url.includes("?") ? url.slice(url.indexOf("?") + 1) : "");

/** Reads a form as text, of at most `limit` bytes; `formOf` gives its parameters. */
export const formText = (limit: number) => express.text({ type: "application/x-www-form-urlencoded", limit });

/** @throws {Failure} invalid_request for a body that is not a form */
export const formOf = ({ body }: Request): Parameters => {
  if (typeof body !== "string") throw new NotAForm();
  return parametersOf(body);
};
