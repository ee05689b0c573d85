import { VtlFailure } from "./failure.ts";
import type { Dictionary, Value } from "./value.ts";

/** Sets an entry of a map. @throws {VtlFailure} where it may be set once only and has been. */
export const put = ({ entries, isFinal }: Dictionary, key: Value, value: Value): void => {
  if (isFinal && entries.has(key)) throw new VtlFailure(`${String(key)} may be set once only`);
  entries.set(key, value);
};
