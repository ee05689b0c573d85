import { decimalText } from "./decimal.ts";
import { mostText, VtlFailure } from "./failure.ts";
import { type Write, writeJson } from "./json-text.ts";
import { type Dictionary, isList, isMap, type List, type Value } from "./value.ts";

/** A value as Velocity prints it, by Java's `toString`; null where it is nothing, or a block, which only renders. */
export const textOf = (value: Value): string | null => {
  if (value === null) return null;
  if (typeof value === "number") return decimalText(value);
  if (typeof value !== "object") return String(value);
  if (value.kind === "thing") return value.text;
  return value.kind === "block" ? null : joined((write) => writeText(value, write));
};

/** A value as JSON: `$input.json(…)`. */
export const jsonText = (value: Value): string => joined((write) => writeJson(value, false, write));

const writeText = (value: Value, write: Write): void => {
  if (isMap(value)) writeMap(value, write);
  else if (!isList(value)) write(textOf(value) ?? "null");
  else if (value.fromJson) writeJson(value, true, write);
  else writeList(value, write);
};

const writeList = ({ items }: List, write: Write) => {
  write("[");
  for (const [at, item] of items.entries()) {
    if (at > 0) write(", ");
    writeText(item, write);
  }
  write("]");
};

const writeMap = ({ entries }: Dictionary, write: Write) => {
  let before = "{";
  for (const [key, entry] of entries) {
    write(before);
    writeText(key, write);
    write("=");
    writeText(entry, write);
    before = ", ";
  }
  write(entries.size === 0 ? "{}" : "}");
};

/** A list may hold itself, or one other list many times. */
const joined = (writeInto: (write: Write) => void): string => {
  const all: string[] = [];
  let length = 0;
  writeInto((piece) => {
    length += piece.length;
    if (length > mostText) throw new VtlFailure(`a value of more than ${mostText} characters`);
    all.push(piece);
  });
  return all.join("");
};
