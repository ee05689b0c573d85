// What somebody says of a service provider that is to be tried: docs/scorecard.md.

import { baseUrl } from "@gatehouse/config/environment.ts";
import { listenAddress } from "@gatehouse/http/listen.ts";
import { z } from "zod";

const pattern = z.string().transform((text, context) => {
  try {
    return new RegExp(text, "s");
  } catch (error) {
    context.addIssue({ code: "custom", message: (error as Error).message });
    return z.NEVER;
  }
});

const webAddress = z.url({ protocol: /^https?$/, error: "expected an http:// or https:// URL" });

/** What a reply must be like; all that is given must hold. */
const replyPattern = z
  .strictObject({ status: z.int().optional(), location: pattern.optional(), body: pattern.optional() })
  .refine((given) => Object.keys(given).length > 0, "expected status, location or body");

/** Where the reason of a refusal stands: the first group of a pattern, or a header as it is. */
const reason = z.union(
  [z.strictObject({ header: z.string() }), z.strictObject({ location: pattern }), z.strictObject({ body: pattern })],
  "expected one of header, location and body",
);

export const description = z.strictObject({
  name: z.string().min(1),
  entityId: z.string().min(1).max(1024),
  assertionConsumerService: webAddress,
  /** PEM, or the base64 of its DER form. With one, assertions are encrypted wherever that is not what goes wrong. */
  encryptionCertificate: z.string().optional(),
  /** Where a sign-in starts: a URL that redirects, at once or in a few steps, to the identity provider with a SAMLRequest. */
  start: webAddress,
  /** The RelayState of sign-ins that the identity provider begins; left out: it may not begin any. */
  unsolicited: z.strictObject({ relayState: z.string() }).optional(),
  success: replyPattern,
  reason: reason.optional(),
  /** Who signs in, and who does beside: e-mail addresses. */
  people: z.strictObject({ person: z.email(), bystander: z.email() }).default({
    person: "alice@example.com",
    bystander: "bob@example.com",
  }),
  identityProvider: z
    .strictObject({
      listen: listenAddress.default({ host: "127.0.0.1", port: 7080 }),
      /** As the service provider and this program reach it. */
      url: baseUrl.default("http://localhost:7080"),
      /** Where its keys are kept, so that it need be registered once. */
      data: z.string().default(".gatehouse/scorecard"),
    })
    .prefault({}),
});

export type Description = z.output<typeof description>;
