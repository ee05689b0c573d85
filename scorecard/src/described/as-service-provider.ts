import type { Fault } from "@gatehouse/idp-mock/faults/fault.ts";
import type { Reply, ServiceProvider } from "../service-provider.ts";
import type { Description } from "./description.ts";

/** Of idp-mock: the one that the service provider trusts. */
export const trusted = "scorecard";

/** A service provider of which only is known what its description says. */
export const asServiceProvider = (described: Description): ServiceProvider => {
  const { name, identityProvider, people, success } = described;
  return {
    name,
    idpMock: identityProvider.url,
    bystander: people.bystander,
    speaksCodes: false,
    beginning: (needs) => beginningOf(needs, described),
    isLetIn: ({ status, headers, body }) =>
      (success.status === undefined || success.status === status) &&
      (success.location === undefined || success.location.test(headers.get("location") ?? "")) &&
      (success.body === undefined || success.body.test(body)),
    reasonOf: async (reply) => reasonOf(reply, described),
  };
};

const beginningOf = (needs: Fault["needs"], described: Description) => {
  const { start, unsolicited, entityId, people, encryptionCertificate } = described;
  const who = { idp: trusted, person: people.person };
  if (needs === "identity provider begins") return unsolicited && { ...who, entityId, ...unsolicited };
  // It trusts one identity provider alone.
  if (needs === "another identity provider") return undefined;
  if (needs === "encrypted assertions" && encryptionCertificate === undefined) return undefined;
  return { ...who, start };
};

const reasonOf = ({ status, headers, body }: Reply, { reason }: Description) => {
  if (!reason) return `status ${status}`;
  if ("header" in reason) return headers.get(reason.header) ?? `status ${status}`;
  const found = "location" in reason ? reason.location.exec(headers.get("location") ?? "") : reason.body.exec(body);
  return found?.[1]?.trim() ?? `status ${status}`;
};
