import type { RequestHandler } from "express";
import { answerFor } from "../answers/answer-to.ts";
import { draftOf } from "../answers/draft.ts";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { editPage } from "../pages/edit-page.ts";
import { preview } from "../pages/preview.ts";
import { choiceInForm } from "./choice-in-form.ts";

/** POST /edit: the page where a sign-in is edited, for the request that it carries; `step=preview` shows what would be sent. */
export const edit =
  (idp: Idp, idps: Idps): RequestHandler =>
  async ({ body }, response) => {
    const asked = idp.seal.open(body?.request, idp.now());
    const choice = choiceInForm(idp, body);
    const draft = draftOf(idp, choice);
    const others = idps.filter((other) => other !== idp);
    const made = body.step === "preview" ? await answerFor(idp, { asked, choice, others }) : undefined;
    response
      .type("html")
      .send(editPage(idp, { asked, sealed: body.request, draft, preview: made && preview(made, draft.conduct) }));
  };
