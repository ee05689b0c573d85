import { InvalidInput } from "@gatehouse/http/problem.ts";
import { type Request, raw } from "express";
import { UnsupportedMediaType } from "./failures.ts";
import { parseStrictly } from "./strict-json.ts";

/** Names, a path pattern and a description fit many times over. */
const longest = "10kb";

/** Collects the bytes, compressed bodies refused (they could unpack to any length). */
export const readBody = raw({ type: () => true, limit: longest, inflate: false });

/**
 * The body as JSON.
 * @throws {UnsupportedMediaType} for another content type: a page of another site can send forms and text without asking.
 * @throws {InvalidInput} for bytes that are not UTF-8 or a text that is not strictly JSON.
 */
export const readJson = (request: Request): unknown => {
  if (!/^application\/json(\s*;\s*charset="?utf-8"?)?$/i.test(request.get("content-type") ?? ""))
    throw new UnsupportedMediaType();
  return parseStrictly(decoded(request.body));
};

const decoded = (body: unknown) => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      body instanceof Uint8Array ? body : undefined,
    );
  } catch {
    throw new InvalidInput([{ field: "body", reason: "expected UTF-8" }]);
  }
};
