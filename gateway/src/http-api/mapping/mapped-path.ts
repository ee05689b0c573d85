import { hasDotSegment } from "../../front/request-target.ts";
import { percentEncoded } from "../../request/percent-encoded.ts";
import type { MappingPiece, MappingValue } from "../api.ts";
import { Refusal } from "../refusal.ts";
import { type ReadPiece, textOf } from "./piece-value.ts";

/**
 * What `overwrite:path` puts in place of a request's path. What comes from the path stays raw, as static text does;
 * anything else must not be able to add segments or a query, and is percent-encoded.
 * @throws {Refusal} a 500 where the value is absent or is no path: the request's own path is not what was wanted.
 */
export const mappedPath = (value: MappingValue, read: ReadPiece): string => {
  const text = textOf(value, (piece) => encoded(piece, read(piece)));
  if (text === undefined) throw new Refusal("INTERNAL_SERVER_ERROR", "overwrite:path has no value for this request");
  const path = text.startsWith("/") ? text : `/${text}`;
  if (!/^[!-~]+$/.test(path) || /[?#\\]/.test(path) || hasDotSegment(path))
    throw new Refusal("INTERNAL_SERVER_ERROR", `overwrite:path made ${JSON.stringify(path)}, which is no path`);
  return path;
};

const raw: ReadonlySet<MappingPiece["kind"]> = new Set(["static", "path", "pathParameter", "stageVariable"]);

const encoded = ({ kind }: MappingPiece, value: string | undefined) =>
  value === undefined || raw.has(kind) ? value : percentEncoded(value);
