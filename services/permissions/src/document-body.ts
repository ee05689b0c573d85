import { BadYaml, readStrangersYaml } from "@gatehouse/config/strangers-yaml.ts";
import { BadDocument, readDocument } from "@gatehouse/entitlements/read-document.ts";
import type { TenantState } from "@gatehouse/entitlements/state.ts";
import { InvalidInput } from "@gatehouse/http/problem.ts";
import type { Request } from "express";
import { readJson, readText } from "./body.ts";
import { TooMuchYaml } from "./failures.ts";

/** YAML takes a hundred times as long to read as JSON, and nothing else is answered meanwhile. In bytes. */
const longestYaml = 1_000_000;

/**
 * A tenant's document, in YAML or JSON as its media type says.
 * @throws {InvalidInput} with a hundred faults at most
 * @throws {UnsupportedMediaType} @throws {TooMuchYaml}
 */
export const readDocumentOf = (request: Request): { tenants: [TenantState] } => {
  const isYaml = /^(application|text)\/(x-)?yaml(\s*;\s*charset="?utf-8"?)?$/i.test(request.get("content-type") ?? "");
  return { tenants: [stateOf(isYaml ? readYaml(request) : readJson(request))] };
};

const readYaml = (request: Request): unknown => {
  if (request.body instanceof Uint8Array && request.body.byteLength > longestYaml) throw new TooMuchYaml();
  try {
    return readStrangersYaml(readText(request));
  } catch (error) {
    if (error instanceof BadYaml) throw new InvalidInput([{ field: "body", reason: error.message }]);
    throw error;
  }
};

const stateOf = (parsed: unknown): TenantState => {
  try {
    return readDocument(parsed);
  } catch (error) {
    if (error instanceof BadDocument) throw new InvalidInput(error.faults);
    throw error;
  }
};
