import type { RequestHandler } from "express";
import type { Idp } from "../idp.ts";
import { peoplePage } from "../pages/people-page.ts";
import { lastPerson } from "./continue-as.ts";

/** GET /people: everybody who can be picked, as JSON. */
export const people =
  ({ people: known }: Idp): RequestHandler =>
  (_request, response) =>
    void response.json({ people: known.list() });

/** POST /people: the page of people once more, for the request that it carried; `filter` shows some of them. */
export const peopleAgain =
  (idp: Idp): RequestHandler =>
  (request, response) => {
    const { request: sealed, filter } = request.body ?? {};
    const asked = idp.seal.open(sealed, idp.now());
    const last = lastPerson(idp, request);
    const shown = { asked, sealed, last, filter: typeof filter === "string" ? filter : undefined };
    response.type("html").send(peoplePage(idp, shown));
  };
