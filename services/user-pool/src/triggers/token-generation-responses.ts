import { z } from "zod";
import type { ClaimChanges, ClaimValue, TokenOverrides } from "../tokens/overrides.ts";

const strings = z
  .array(z.string())
  .nullish()
  .transform((given) => given ?? []);

const scopes = z
  .array(z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]+$/, "expected a scope without blanks"))
  .nullish()
  .transform((given) => given ?? []);

/** Given, even as null or empty, it stands for all of the user's groups and roles; left out, they stay as they are. */
const groups = z
  .object({ groupsToOverride: strings, iamRolesToOverride: strings, preferredRole: z.string().nullish() })
  .nullish()
  .transform((given) =>
    given === undefined
      ? undefined
      : {
          names: given?.groupsToOverride ?? [],
          roles: given?.iamRolesToOverride ?? [],
          preferredRole: given?.preferredRole ?? undefined,
        },
  );

const claims = <Value extends z.ZodType<ClaimValue>>(value: Value) => ({
  claimsToAddOrOverride: z
    .record(z.string(), value)
    .nullish()
    .transform((given) => given ?? {}),
  claimsToSuppress: strings,
});

const none: ClaimChanges & TokenOverrides["access"] = { add: {}, suppress: [], addScopes: [], suppressScopes: [] };

/** The answer to events of the first version: it changes the id token, and in the access token the groups alone. */
export const claimsOverrides = z
  .object({
    claimsOverrideDetails: z.object({ ...claims(z.string()), groupOverrideDetails: groups }).nullish(),
  })
  .transform(({ claimsOverrideDetails: details }): TokenOverrides | undefined =>
    details
      ? {
          id: { add: details.claimsToAddOrOverride, suppress: details.claimsToSuppress },
          access: none,
          groups: details.groupOverrideDetails,
        }
      : undefined,
  );

const idToken = z.object(claims(z.json())).nullish();
const accessToken = z.object({ ...claims(z.json()), scopesToAdd: scopes, scopesToSuppress: scopes }).nullish();

/** The answer to events of the second and third version: it changes both tokens, with claims of any form. */
export const claimsAndScopeOverrides = z
  .object({
    claimsAndScopeOverrideDetails: z
      .object({ idTokenGeneration: idToken, accessTokenGeneration: accessToken, groupOverrideDetails: groups })
      .nullish(),
  })
  .transform(({ claimsAndScopeOverrideDetails: details }): TokenOverrides | undefined =>
    details
      ? {
          id: idChanges(details.idTokenGeneration),
          access: accessChanges(details.accessTokenGeneration),
          groups: details.groupOverrideDetails,
        }
      : undefined,
  );

const idChanges = (changes: z.output<typeof idToken>): ClaimChanges =>
  changes ? { add: changes.claimsToAddOrOverride, suppress: changes.claimsToSuppress } : none;

const accessChanges = (changes: z.output<typeof accessToken>): TokenOverrides["access"] =>
  changes ? { ...idChanges(changes), addScopes: changes.scopesToAdd, suppressScopes: changes.scopesToSuppress } : none;
