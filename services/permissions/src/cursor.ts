import { createHmac } from "node:crypto";
import { InvalidInput } from "@gatehouse/http/problem.ts";
import { isSameSecret } from "@gatehouse/http/same-secret.ts";

/** How long a cursor is good, in milliseconds. */
const lifetime = 3_600_000;

/** What a cursor is good for. Its filter is all of the query but `cursor` and `limit`. */
export interface CursorScope {
  readonly key: Buffer;
  readonly tenant: string;
  readonly list: string;
  readonly filter: Readonly<Record<string, unknown>>;
  /** In milliseconds since 1970. */
  readonly now: number;
}

/** Where a list goes on: behind the row with this key. It is signed, so that nobody makes one that was not answered. */
export const writeCursor = (scope: CursorScope, after: readonly string[]): string => {
  const content = Buffer.from(JSON.stringify([scope.now + lifetime, ...after])).toString("base64url");
  return signed(scope, content);
};

/** @throws {InvalidInput} for a cursor of another tenant, list or filter, one that is too old, and one that was made up. */
export const readCursor = (scope: CursorScope, cursor: string): readonly string[] => {
  const [content = ""] = cursor.split(".");
  if (!isSameSecret(cursor, signed(scope, content))) throw unfit();
  const [until, ...after] = JSON.parse(Buffer.from(content, "base64url").toString());
  if (until <= scope.now) throw unfit();
  return after;
};

const signed = ({ key, tenant, list, filter }: CursorScope, content: string) => {
  const covered = JSON.stringify([tenant, list, Object.entries(filter).sort(), content]);
  return `${content}.${createHmac("sha256", key).update(covered).digest("base64url")}`;
};

const unfit = () =>
  new InvalidInput([
    { field: "cursor", reason: "expected the cursor that this list, with this filter, answered within the hour" },
  ]);
