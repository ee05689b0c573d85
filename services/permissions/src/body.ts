import { InvalidInput } from "@gatehouse/http/problem.ts";
import { type Request, type RequestHandler, raw } from "express";
import { UnsupportedMediaType } from "./failures.ts";
import { fitting } from "./fitting.ts";
import type { Operation } from "./operation.ts";
import { parseStrictly } from "./strict-json.ts";

/** Names, a path pattern and a description fit many times over. */
const longest = "10kb";

/** Collects the bytes of a body, compressed ones refused (they could unpack to any length). */
export const collecting = ({ body, reading }: Operation): readonly RequestHandler[] =>
  body ? [raw({ type: () => true, limit: reading?.longest ?? longest, inflate: false })] : [];

/** The body as the operation's schema has it. */
export const bodyOf = ({ body, bodyIsOptional, reading }: Operation, request: Request): unknown => {
  if (!body || (bodyIsOptional && isEmpty(request.body))) return undefined;
  return fitting(body, (reading?.read ?? readJson)(request));
};

const isEmpty = (body: unknown) => !(body instanceof Uint8Array) || body.byteLength === 0;

/**
 * The body as JSON.
 * @throws {UnsupportedMediaType} for another content type: a page of another site can send forms and text without asking.
 * @throws {InvalidInput} for bytes that are not UTF-8 or a text that is not strictly JSON.
 */
export const readJson = (request: Request): unknown => {
  if (!/^application\/json(\s*;\s*charset="?utf-8"?)?$/i.test(request.get("content-type") ?? ""))
    throw new UnsupportedMediaType();
  return parseStrictly(readText(request));
};

/** The body as a text. @throws {InvalidInput} for bytes that are not UTF-8 */
export const readText = ({ body }: Request): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      body instanceof Uint8Array ? body : undefined,
    );
  } catch {
    throw new InvalidInput([{ field: "body", reason: "expected UTF-8" }]);
  }
};
