import { z } from "zod";
import { invokeTrigger, type Occasion, type TriggerUses } from "./invoke-trigger.ts";

/** By the provider's own names, before any is mapped. */
export type SentAttributes = Readonly<Record<string, string>>;

const response = z.object({ userAttributesToMap: z.record(z.string(), z.string()) });

/**
 * Asks which of a provider's attributes to map, and with which values.
 * @returns undefined where all stay as they were sent
 * @throws as invokeTrigger
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-inbound-federation.html
 */
export const inboundFederation = async (
  { provider, sent, ...who }: Occasion & { readonly provider: string; readonly sent: SentAttributes },
  uses: TriggerUses,
): Promise<SentAttributes | undefined> => {
  const request = { providerName: provider, providerType: "SAML", attributes: { samlResponse: sent } };
  const call = { ...who, trigger: "InboundFederation", source: "InboundFederation_ExternalProvider" } as const;
  const answer = await invokeTrigger({ ...call, request, response: { userAttributesToMap: {} } }, response, uses);
  const replaced = answer?.userAttributesToMap ?? {};
  return Object.keys(replaced).length === 0 ? undefined : replaced;
};
