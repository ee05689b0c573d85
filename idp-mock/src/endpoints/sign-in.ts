import type { RequestHandler } from "express";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { RefusedRequest } from "../requests/refused-request.ts";
import { answer } from "./answer.ts";

/** POST /sign-in: the person that was picked on the page of people, for the request that this page carried. */
export const signIn =
  (idp: Idp, idps: Idps): RequestHandler =>
  ({ body }, response) => {
    const asked = idp.seal.open(body?.request, idp.now());
    const person = idp.people.find(body?.person);
    if (!person)
      throw new RefusedRequest({
        subject: "person",
        expected: idp.people
          .list()
          .map(({ email }) => email)
          .join(" or "),
        received: String(body?.person ?? "none"),
      });
    return answer({ idp, idps, asked }, { person }, response);
  };
