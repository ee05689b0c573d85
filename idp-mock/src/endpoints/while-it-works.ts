import type { RequestHandler } from "express";
import { sceneOf } from "../answers/scene.ts";
import type { Idps } from "../endpoints.ts";
import { signOnFaults } from "../faults/sign-on/sign-on-faults.ts";
import type { Idp } from "../idp.ts";
import { reply } from "./reply.ts";

type Endpoint = (idp: Idp, idps: Idps) => RequestHandler;

/** The endpoint, unless the sign-on service was told to fail. */
export const whileItWorks =
  (endpoint: Endpoint): Endpoint =>
  (idp, idps) => {
    const works = endpoint(idp, idps);
    return async (request, response, next) => {
      const fault = signOnFaults.find(({ name }) => idp.endpointFaults.names().includes(name));
      if (!fault) {
        await works(request, response, next);
        return;
      }
      response.locals.reason = fault.description;
      await reply(await fault.respond(undefined, await sceneOf(idp, idps)), response);
    };
  };
