import { z } from "zod";
import { InvalidParameter } from "./failures.ts";

const most = 60;

/** `Limit` of most listings; 0 is as good as none. */
export const limit = z.int().min(0).max(most);
export const pageToken = z
  .string()
  .min(1)
  .max(131_072)
  .regex(/^[\S]+$/);

export interface Page {
  readonly limit: number;
  /** The name at which the page before ended. */
  readonly after: string | undefined;
}

/** @throws {InvalidParameter} for a token that no listing gave */
export const pageOf = (given: number | undefined, token: string | undefined): Page => ({
  limit: given || most,
  after: placeOf(token),
});

const placeOf = (token: string | undefined) => {
  const place = token && Buffer.from(token, "base64url").toString("utf8");
  if (place !== undefined && /\p{Cc}|\ufffd/u.test(place)) throw new InvalidParameter("Invalid pagination token.");
  return place || undefined;
};

/** The member that leads on; none on the last page. */
export const nextPage = <Member extends string>(member: Member, next: string | undefined) =>
  (next === undefined ? {} : { [member]: Buffer.from(next).toString("base64url") }) as { [Key in Member]?: string };
