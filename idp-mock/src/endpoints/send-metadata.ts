import type { Response } from "express";
import { sceneOf } from "../answers/scene.ts";
import type { Idps } from "../endpoints.ts";
import { metadataFaults } from "../faults/metadata/metadata-faults.ts";
import type { Idp } from "../idp.ts";
import { reply } from "./reply.ts";

/** Sends the document, or what the identity provider was told to send in its place. */
export const sendMetadata = async (xml: string, { idp, idps }: { idp: Idp; idps: Idps }, response: Response) => {
  response.type("application/samlmetadata+xml");
  const fault = metadataFaults.find(({ name }) => idp.endpointFaults.names().includes(name));
  if (!fault) return void response.send(xml);
  response.locals.reason = fault.description;
  await reply(await fault.respond({ xml, url: idp.urls.metadata }, await sceneOf(idp, idps)), response);
};
