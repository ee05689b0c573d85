import type { Method, Value } from "../value.ts";
import { listMethods } from "./of-lists.ts";
import { mapMethods } from "./of-maps.ts";
import { numberMethods, truthMethods } from "./of-numbers.ts";
import { textMethods } from "./of-texts.ts";

/**
 * The method of a value. There is none but those of the tables: nothing of JavaScript, of this process or of Java's
 * reflection can be reached from a template.
 */
export const methodOf = (value: Value, name: string): Method | null => {
  if (value === null) return null;
  switch (typeof value) {
    case "string":
      return own(textMethods, name)?.(value) ?? null;
    case "boolean":
      return own(truthMethods, name)?.(value) ?? null;
    case "bigint":
    case "number":
      return own(numberMethods, name)?.(value) ?? null;
  }
  if (value.kind === "list") return own(listMethods, name)?.(value) ?? null;
  if (value.kind === "map") return own(mapMethods, name)?.(value) ?? null;
  return value.kind === "thing" ? (own(value.methods, name) ?? null) : null;
};

const own = <Entry>(table: Readonly<Record<string, Entry>>, name: string): Entry | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
