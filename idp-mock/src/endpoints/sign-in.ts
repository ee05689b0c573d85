import type { RequestHandler } from "express";
import type { Idp } from "../idp.ts";
import { RefusedRequest } from "../refused-request.ts";
import { answer } from "./answer.ts";

/** POST /sign-in: the person that was picked on the page of people, for the request that this page carried. */
export const signIn =
  (idp: Idp): RequestHandler =>
  ({ body }, response) => {
    const pending = idp.seal.open(body?.request, idp.clock());
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
    answer(idp, pending, { person, sign: idp.sign }, response);
  };
