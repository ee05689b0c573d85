import { queryBytes } from "./uri-encoding.ts";

/** The parameters of a raw query in their order, as bytes: what they decode to need not be text. */
export const queryParameters = (query: string): readonly (readonly [name: Buffer, value: Buffer])[] =>
  query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const equals = part.indexOf("=");
      const [name, value] = equals < 0 ? [part, ""] : [part.slice(0, equals), part.slice(equals + 1)];
      return [queryBytes(name), queryBytes(value)] as const;
    });
