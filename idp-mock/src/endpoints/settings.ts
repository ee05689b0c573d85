import type { RequestHandler } from "express";
import { z } from "zod";
import { arm, armable } from "../control/arm.ts";
import { registration } from "../directory/service-provider.ts";
import type { Idp } from "../idp.ts";
import { StepOutOfTurn, steps } from "../keys/roll-over.ts";
import { settingsPage } from "../pages/settings-page.ts";
import { RefusedRequest } from "../requests/refused-request.ts";
import { clockInput } from "./control-clock.ts";
import { severalOf } from "./form-lists.ts";
import { readForm } from "./read-form.ts";

/** GET /settings: how the identity provider is. */
export const settings =
  (idp: Idp): RequestHandler =>
  async (_request, response) =>
    void response.type("html").send(await settingsPage(idp));

/** POST /settings: one change, the same as by the control API, and back to the page. */
export const changeSettings =
  (idp: Idp): RequestHandler =>
  async ({ body }, response) => {
    const { change, ...given } = readForm(form, body);
    await changes[change](idp, given);
    response.redirect(303, `${idp.home}/settings`);
  };

const form = z.looseObject({ change: z.enum(["keys", "clock", "faults", "registration"]) });
const keysForm = z.object({ step: z.enum(steps) });
const clockForm = z.object({ offsetSeconds: z.coerce.number().pipe(clockInput.shape.offsetSeconds) });
const faultsForm = z.object({ faults: severalOf(z.enum(armable)) });

const changes: Record<z.output<typeof form>["change"], (idp: Idp, given: unknown) => Promise<void>> = {
  async keys({ keys }, given) {
    const { step } = readForm(keysForm, given);
    await keys.step(step).catch((error) => {
      if (!(error instanceof StepOutOfTurn)) throw error;
      throw new RefusedRequest({ subject: "step", expected: "the one that is next", received: error.message });
    });
  },
  async clock({ clock }, given) {
    clock.set(readForm(clockForm, given).offsetSeconds);
  },
  async faults(idp, given) {
    arm(idp, readForm(faultsForm, given).faults);
  },
  async registration({ serviceProviders }, given) {
    const filledIn = Object.entries(given as Record<string, unknown>).filter(([, value]) => value !== "");
    const wanted = readForm(registration, Object.fromEntries(filledIn));
    if (serviceProviders.register(wanted)) return;
    const expected = `a URL: ${wanted.entityId} is not registered yet`;
    throw new RefusedRequest({ subject: "assertionConsumerService", expected, received: "none" });
  },
};
