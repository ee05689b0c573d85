import { readPath } from "../../json-path/read-path.ts";
import type { Path } from "../../json-path/syntax.ts";
import { VtlFailure } from "../../vtl/failure.ts";
import { NoJson, parseJson } from "../../vtl/parse-json.ts";
import { jsonText, textOf } from "../../vtl/text.ts";
import type { Value } from "../../vtl/value.ts";
import { GatewayRefusal } from "../refusal.ts";

/**
 * `method.request.body` or a part of it; undefined where there is none. No body counts as `{}`, and what does not begin
 * like JSON as none (localstack's test of AWS, `ParametersMapper`).
 * @param path null for the whole body.
 * @throws {GatewayRefusal} 400 for what begins like JSON and is none.
 */
export const bodyValue = (path: Path | null, body: Buffer | null): string | undefined => {
  const text = body?.toString("utf8").trim() || "{}";
  const document = jsonOf(text);
  return path === null ? text : partOf(document, path);
};

/**
 * A part of a document as a header or a parameter can carry it.
 * @throws {GatewayRefusal} 500 where it takes too long to find, or too much text to write.
 */
export const partOf = (document: Value, path: Path): string | undefined => {
  try {
    const found = readPath(path, document);
    if (found === undefined || found === null) return undefined;
    return typeof found === "object" ? jsonText(found) : (textOf(found) ?? undefined);
  } catch (error) {
    if (!(error instanceof VtlFailure)) throw error;
    throw new GatewayRefusal("DEFAULT_5XX", `a mapping fails: ${error.message}`);
  }
};

const jsonOf = (text: string): Value => {
  if (!/^[{["']/.test(text)) return parseJson("{}");
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof NoJson)) throw error;
    throw new GatewayRefusal("DEFAULT_4XX", `a mapping reads the body: ${error.message}`, {
      status: 400,
      errorType: "BadRequestException",
      message: "Invalid JSON in request body",
    });
  }
};
