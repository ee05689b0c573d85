import type { RequestHandler } from "express";
import { z } from "zod";
import { Mistakes } from "../control/mistakes.ts";
import { idpNamed } from "../control/who.ts";
import { registration } from "../directory/service-provider.ts";
import type { Idps } from "../endpoints.ts";
import { controlled } from "./controlled.ts";

export const serviceProviderInput = registration.extend({ idp: z.string().optional() });

/** POST /control/service-providers: registers one with an identity provider, or changes how it is registered. */
export const controlServiceProviders = (idps: Idps): RequestHandler =>
  controlled(serviceProviderInput, ({ idp, ...given }) => {
    const { name, serviceProviders } = idpNamed(idps, idp);
    const registered = serviceProviders.register(given);
    if (registered) return { idp: name, serviceProviders: registered };
    throw new Mistakes({
      subject: "assertionConsumerService",
      expected: `a URL: ${given.entityId} is not registered yet`,
      received: "none",
    });
  });
