import { decimalText } from "./decimal.ts";
import { mostText, VtlFailure } from "./failure.ts";
import { jsonPieces } from "./json-text.ts";
import { type Dictionary, isList, isMap, type List, type Value } from "./value.ts";

/** A value as Velocity prints it, by Java's `toString`; null where it is nothing, or a block, which only renders. */
export const textOf = (value: Value): string | null => {
  if (value === null) return null;
  if (typeof value === "number") return decimalText(value);
  if (typeof value !== "object") return String(value);
  if (value.kind === "thing") return value.text;
  return value.kind === "block" ? null : joined(pieces(value));
};

/** A value as JSON: `$input.json(…)`. */
export const jsonText = (value: Value): string => joined(jsonPieces(value, false));

function* pieces(value: Value): Generator<string> {
  if (isList(value)) yield* value.fromJson ? jsonPieces(value, true) : listPieces(value);
  else if (isMap(value)) yield* mapPieces(value);
  else yield textOf(value) ?? "null";
}

function* listPieces({ items }: List): Generator<string> {
  yield "[";
  for (const [at, item] of items.entries()) {
    if (at > 0) yield ", ";
    yield* pieces(item);
  }
  yield "]";
}

function* mapPieces({ entries }: Dictionary): Generator<string> {
  let before = "{";
  for (const [key, entry] of entries) {
    yield before;
    yield* pieces(key);
    yield "=";
    yield* pieces(entry);
    before = ", ";
  }
  yield entries.size === 0 ? "{}" : "}";
}

/** A list may hold itself, or one other list many times. */
const joined = (parts: Iterable<string>): string => {
  const all: string[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length;
    if (length > mostText) throw new VtlFailure(`a value of more than ${mostText} characters`);
    all.push(part);
  }
  return all.join("");
};
