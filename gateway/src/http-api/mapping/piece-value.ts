import { type Headers, joinedHeader } from "../../request/headers.ts";
import { queryValues } from "../../request/query-values.ts";
import type { MappingPiece, MappingValue } from "../api.ts";
import { contextVariable } from "../context-variable.ts";
import type { Exchange } from "../exchange.ts";
import type { Seen } from "../seen.ts";
import { bodyValue } from "./json-path.ts";

/** What a piece of a mapping's value stands for; undefined where its source is absent. */
export type ReadPiece = (piece: MappingPiece) => string | undefined;

/** The text that the pieces make, or undefined where one of them has no value: a part of a text says something else. */
export const textOf = (value: MappingValue, read: ReadPiece): string | undefined => {
  const pieces = value.map(read);
  return pieces.includes(undefined) ? undefined : pieces.join("");
};

/**
 * Reads pieces from a request. Of a parameter that is given more than once all values count.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export const fromRequest =
  (exchange: Exchange, body: Buffer): ReadPiece =>
  (piece) => {
    const { request, pathParameters } = exchange;
    switch (piece.kind) {
      case "header":
        return joinedHeader(request.headers, piece.name);
      case "querystring":
        return queryValues(request).get(piece.name)?.join(",");
      case "pathParameter":
        return Object.hasOwn(pathParameters, piece.name) ? pathParameters[piece.name] : undefined;
      case "path":
        return request.path;
      case "body":
        return bodyValue(body, piece.steps);
      default:
        return surrounding(piece, exchange);
    }
  };

/** Reads pieces from a backend's response, of which a mapping sees the headers and the body. */
export const fromResponse =
  (headers: Headers, body: Buffer, seen: Seen): ReadPiece =>
  (piece) => {
    if (piece.kind === "header") return joinedHeader(headers, piece.name);
    return piece.kind === "body" ? bodyValue(body, piece.steps) : surrounding(piece, seen);
  };

const surrounding = (piece: MappingPiece, seen: Seen) => {
  const { variables } = seen.stage;
  if (piece.kind === "static") return piece.text;
  if (piece.kind === "context") return contextVariable(piece.name, seen);
  if (piece.kind === "stageVariable") return Object.hasOwn(variables, piece.name) ? variables[piece.name] : undefined;
  return undefined;
};
