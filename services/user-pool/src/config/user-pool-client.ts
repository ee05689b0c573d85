import { z } from "zod";
import { callbackUrl, callbackUrls } from "./callback-url.ts";
import { type Lifetimes, lifetimeFaults, lifetimesOf, tokenValidityUnits } from "./lifetimes.ts";
import { only, unsupported } from "./unsupported.ts";

/** The scopes that Cognito defines. Those of resource servers are not supported yet. */
export const scopes = ["aws.cognito.signin.user.admin", "email", "openid", "phone", "profile"] as const;

const noPasswords = "only federated users exist in this pool, who sign in through its domain";

const rotation = z.strictObject({
  Feature: z.enum(["ENABLED", "DISABLED"]),
  RetryGracePeriodSeconds: z.int().min(0).max(60, "expected 0 to 60 seconds").default(0),
});

const members = z.strictObject({
  ClientId: z.string().regex(/^[\w+]{1,128}$/, "expected 1 to 128 letters, digits, _ or +"),
  ClientName: z.string().regex(/^[\w\s+=,.@-]{1,128}$/, "expected 1 to 128 letters, digits, spaces or +=,.@-"),
  ClientSecret: z
    .string()
    .regex(/^[\w+]{24,64}$/, "expected 24 to 64 letters, digits, _ or +")
    .optional(),
  AllowedOAuthFlowsUserPoolClient: z.boolean().default(false),
  AllowedOAuthFlows: z
    .array(only("code", "the implicit and client_credentials grants are not supported yet"))
    .default([]),
  AllowedOAuthScopes: z.array(z.enum(scopes, { error: `expected one of ${scopes.join(", ")}` })).default([]),
  CallbackURLs: callbackUrls,
  DefaultRedirectURI: callbackUrl.optional(),
  LogoutURLs: callbackUrls,
  SupportedIdentityProviders: z.array(z.string()).default([]),
  ExplicitAuthFlows: z.array(only("ALLOW_REFRESH_TOKEN_AUTH", noPasswords)).optional(),
  EnableTokenRevocation: z.boolean().default(true),
  RefreshTokenRotation: rotation.optional(),
  AccessTokenValidity: z.int().min(1).optional(),
  IdTokenValidity: z.int().min(1).optional(),
  RefreshTokenValidity: z.int().min(0).optional(),
  TokenValidityUnits: tokenValidityUnits.optional(),
  ReadAttributes: z.array(z.string()).optional(),
  PreventUserExistenceErrors: z.enum(["ENABLED", "LEGACY"]).default("LEGACY"),
  ...unsupported(
    "AnalyticsConfiguration",
    "AuthSessionValidity",
    "EnablePropagateAdditionalUserContextData",
    "GenerateSecret",
    "WriteAttributes",
  ),
});

export type UserPoolClientSettings = z.output<typeof members>;

const faultsOf = (client: UserPoolClientSettings): { name: string; message: string }[] => {
  const faults = lifetimeFaults(client);
  const rotates = client.RefreshTokenRotation?.Feature === "ENABLED";
  if (rotates && client.ExplicitAuthFlows?.includes("ALLOW_REFRESH_TOKEN_AUTH"))
    faults.push({
      name: "ExplicitAuthFlows",
      message: "ALLOW_REFRESH_TOKEN_AUTH cannot be had with RefreshTokenRotation",
    });
  if (rotates && !client.EnableTokenRevocation)
    faults.push({ name: "RefreshTokenRotation", message: "expected EnableTokenRevocation: true beside it" });
  if (client.AllowedOAuthFlows.length > 0 && client.CallbackURLs.length === 0)
    faults.push({ name: "CallbackURLs", message: "expected at least one for the code grant" });
  if (client.AllowedOAuthFlows.length > 0 && client.AllowedOAuthScopes.length === 0)
    faults.push({ name: "AllowedOAuthScopes", message: "expected at least one for the code grant" });
  if (client.DefaultRedirectURI !== undefined && !client.CallbackURLs.includes(client.DefaultRedirectURI))
    faults.push({ name: "DefaultRedirectURI", message: "expected one of CallbackURLs" });
  return faults;
};

/**
 * An app client in the words of CreateUserPoolClient.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
export const userPoolClient = members.check(({ value, issues }) => {
  for (const { name, message } of faultsOf(value)) issues.push({ code: "custom", path: [name], message, input: value });
});

export interface Client {
  readonly id: string;
  readonly poolId: string;
  readonly secret: string | undefined;
  /** `AllowedOAuthFlowsUserPoolClient`: without it the client cannot use the domain's endpoints. */
  readonly usesOAuth: boolean;
  readonly mayUseCode: boolean;
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly providers: readonly string[];
  /** Attributes that its tokens may show; undefined: all. */
  readonly readable: readonly string[] | undefined;
  readonly lifetimes: Lifetimes;
  readonly revocable: boolean;
  /** `ALLOW_REFRESH_TOKEN_AUTH`: InitiateAuth may refresh. */
  readonly mayRefreshByApi: boolean;
  /** How long a refresh token still works after its successor was made, in seconds; undefined: tokens do not rotate. */
  readonly rotationGrace: number | undefined;
}

export const clientOf = (poolId: string, settings: UserPoolClientSettings): Client => {
  const { RefreshTokenRotation: rotation } = settings;
  const rotates = rotation?.Feature === "ENABLED";
  return {
    id: settings.ClientId,
    poolId,
    secret: settings.ClientSecret,
    usesOAuth: settings.AllowedOAuthFlowsUserPoolClient,
    mayUseCode: settings.AllowedOAuthFlows.includes("code"),
    scopes: settings.AllowedOAuthScopes,
    callbackUrls: settings.CallbackURLs,
    logoutUrls: settings.LogoutURLs,
    providers: settings.SupportedIdentityProviders,
    readable: settings.ReadAttributes,
    lifetimes: lifetimesOf(settings),
    revocable: settings.EnableTokenRevocation,
    mayRefreshByApi: settings.ExplicitAuthFlows?.includes("ALLOW_REFRESH_TOKEN_AUTH") ?? !rotates,
    rotationGrace: rotates ? rotation.RetryGracePeriodSeconds : undefined,
  };
};
