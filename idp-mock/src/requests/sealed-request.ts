// The page of people carries the request that it answers, so that a restart while somebody chooses loses nothing.
// It is sealed, so that what comes back is what was checked.
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { AcceptedRequest } from "./accept.ts";
import { RefusedRequest } from "./refused-request.ts";

const contents = z.strictObject({
  id: z.string().optional(),
  serviceProvider: z.string(),
  assertionConsumerService: z.string(),
  relayState: z.string().optional(),
  xml: z.string().optional(),
  /** Milliseconds since 1970. */
  until: z.number(),
});

/** A request that waits for an answer. Without an `id` nobody asked: the identity provider begins. */
export type PendingRequest = Omit<AcceptedRequest, "id"> & {
  readonly id?: string | undefined;
  readonly relayState?: string | undefined;
  /** The request as it was received, to be shown. */
  readonly xml?: string | undefined;
};

/** For how long the page of people may stay open, in milliseconds. */
const longestChoice = 60 * 60 * 1_000;

export interface Seal {
  /** Text for a form field that says what `request` is and cannot be changed. */
  close(request: PendingRequest, now: Date): string;
  /** @throws {RefusedRequest} when the text is not as it was made, or too old. */
  open(sealed: unknown, now: Date): PendingRequest;
}

/** @param secret kept by the identity provider: what it seals before a restart, it opens afterwards. */
export const sealWith = (secret: string): Seal => {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "sealed sign-in request", 32));
  const mac = (payload: string) => createHmac("sha256", key).update(payload).digest();
  return {
    close(request, now) {
      const until = now.getTime() + longestChoice;
      const payload = Buffer.from(JSON.stringify({ ...request, until })).toString("base64url");
      return `${payload}.${mac(payload).toString("base64url")}`;
    },
    open(sealed, now) {
      const [payload = "", seal = ""] = typeof sealed === "string" ? sealed.split(".") : [];
      const [expected, received] = [mac(payload), Buffer.from(seal, "base64url")];
      if (expected.length !== received.length || !timingSafeEqual(expected, received))
        throw refused("the request as this page was given it", "something else");
      const { until, ...request } = contents.parse(JSON.parse(Buffer.from(payload, "base64url").toString()));
      if (until < now.getTime())
        throw refused("a choice within an hour", `one made after ${new Date(until).toISOString()}`);
      return request;
    },
  };
};

const refused = (expected: string, received: string) =>
  new RefusedRequest({
    subject: "the sign-in that is under way",
    expected,
    received,
    hint: "Start the sign-in again at the application.",
  });
