import { type Field, unexpected } from "../../openapi/field.ts";

export type PayloadFormat = "1.0" | "2.0";

/** `payloadFormatVersion`, which every importer wants to see. YAML reads `2.0` without quotes as the number 2. */
export const payloadFormatIn = (field: Field, known: readonly PayloadFormat[]): PayloadFormat => {
  const written = typeof field.value === "number" ? field.value.toFixed(1) : field.value;
  const version = known.find((each) => each === written);
  if (version === undefined) unexpected(field, known.map((each) => `"${each}"`).join(" or "));
  return version ?? "1.0";
};
