import { failure } from "@gatehouse/http/failure.ts";
import { z } from "zod";
import type { AdministrationEndpoint } from "./endpoint.ts";

const InvalidQuery = failure("invalid_request", 400, "expected ?to= and an address or telephone number");

const query = z.strictObject({ to: z.string().regex(/^\P{Cc}{1,2048}$/u) });

/**
 * The messages to an address, the latest first: the stand-in for an inbox. They hold codes and temporary passwords, which
 * are secrets of those to whom they are sent; the administrator of a pool on one's own machine reads them for all.
 */
export const mailbox: AdministrationEndpoint = {
  method: "get",
  path: "/_gatehouse/mailbox",
  async answer(request, response, world) {
    const asked = query.safeParse(request.query);
    if (!asked.success) throw new InvalidQuery();
    response.json({ messages: await world.mailbox.readFor(asked.data.to, world.now()) });
  },
};
