import { type Field, fault, unexpected } from "../../openapi/field.ts";
import type { MappingPiece, MappingValue } from "../api.ts";
import { jsonPathIn } from "../mapping/json-path.ts";
import { type Mapped, objectionTo } from "./objection.ts";

/** A selector behind its `$`; in text it stands between braces. */
const selector =
  /^(?:(?<side>request|response)\.(?:(?<place>header|querystring|path)\.(?<name>[!#$%&'*+.^`|~\w-]+)|(?<whole>path)|body(?<body>[.[].+)?)|context\.(?<context>[\w:.-]+)|stageVariables\.(?<stage>\w+))$/;

/** RFC 9110 5.5, less what is no ASCII. */
const fieldValue = /^[\t\x20-\x7e]*$/;

/**
 * Reads the value of a parameter mapping: `$request.header.x` and its like, text with `${request.path.id}` in it, or
 * static text.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export const mappingValueIn = (field: Field, mapped: Mapped): MappingValue => {
  const { value } = field;
  if (typeof value !== "string") {
    unexpected(field, "a text");
    return [];
  }
  if (!fieldValue.test(value)) fault(field, "holds a character that no header can carry");
  if (/^\$[^{]/.test(value)) return [pieceIn(field, value.slice(1), mapped)];
  // Odd pieces stand between braces.
  return value.split(/\$\{([^{}]*)\}/).flatMap((piece, index): MappingPiece[] => {
    if (index % 2 === 1) return [pieceIn(field, piece, mapped)];
    if (piece.includes("$")) fault(field, `${piece}: a $ begins a selector, as in \${request.path.x}`);
    return piece === "" ? [] : [{ kind: "static", text: piece }];
  });
};

const pieceIn = (field: Field, text: string, mapped: Mapped): MappingPiece => {
  const { side, ...groups } = selector.exec(text)?.groups ?? {};
  const piece = pieceOf(groups);
  if (piece === null || (side !== undefined && side !== mapped.side)) unexpected(field, expected[mapped.side]);
  const objection = piece && objectionTo(piece, mapped);
  if (objection) fault(field, objection);
  return piece ?? { kind: "static", text: "" };
};

/** Null where it is none of them. */
const pieceOf = (groups: Readonly<Record<string, string | undefined>>): MappingPiece | null => {
  const { place, name = "", whole, body, context, stage } = groups;
  if (context !== undefined) return { kind: "context", name: context };
  if (stage !== undefined) return { kind: "stageVariable", name: stage };
  if (whole !== undefined) return { kind: "path" };
  if (place === "path") return { kind: "pathParameter", name };
  if (place !== undefined) return { kind: place as "header" | "querystring", name };
  if (!("body" in groups)) return null;
  const steps = jsonPathIn(body ?? "");
  return steps && { kind: "body", steps };
};

const expected: Readonly<Record<Mapped["side"], string>> = {
  request:
    "text, $request.header.x, $request.querystring.x, $request.path, $request.path.x, $request.body.x (names and indexes alone), $context.x or $stageVariables.x",
  response: "text, $response.header.x, $response.body.x (names and indexes alone), $context.x or $stageVariables.x",
};
