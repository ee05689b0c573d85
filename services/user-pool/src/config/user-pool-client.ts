import { z } from "zod";
import { callbackUrl, callbackUrls } from "./callback-url.ts";
import { type Lifetimes, lifetimeFaults, lifetimesOf, tokenValidityUnits } from "./lifetimes.ts";
import { unsupported } from "./unsupported.ts";

/** The scopes that Cognito defines. A pool's resource servers define others. */
export const scopes = ["aws.cognito.signin.user.admin", "email", "openid", "phone", "profile"] as const;

/** Whether a scope is not Cognito's own, and so a resource server's. */
export const isCustomScope = (scope: string): boolean => !(scopes as readonly string[]).includes(scope);

/** What a client may do at InitiateAuth and AdminInitiateAuth. */
const authFlows = [
  "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  "ALLOW_CUSTOM_AUTH",
  "ALLOW_REFRESH_TOKEN_AUTH",
  "ALLOW_USER_PASSWORD_AUTH",
  "ALLOW_USER_SRP_AUTH",
] as const;

export type AuthFlow = (typeof authFlows)[number];

/**
 * The older names, which do not go together with those of today. With one of them a client may refresh tokens and use
 * custom challenges, and SRP unless it is for custom challenges only.
 */
const olderAuthFlows = ["ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH_FLOW_ONLY", "USER_PASSWORD_AUTH"] as const;

type OlderAuthFlow = (typeof olderAuthFlows)[number];

const isOlder = (flow: AuthFlow | OlderAuthFlow): flow is OlderAuthFlow =>
  (olderAuthFlows as readonly string[]).includes(flow);

const oldMeaning: Readonly<Record<OlderAuthFlow, readonly AuthFlow[]>> = {
  ADMIN_NO_SRP_AUTH: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
  CUSTOM_AUTH_FLOW_ONLY: [],
  USER_PASSWORD_AUTH: ["ALLOW_USER_PASSWORD_AUTH"],
};

/** Those of a client that names none: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
const usualAuthFlows: readonly AuthFlow[] = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"];

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
  AllowedOAuthFlows: z.array(z.enum(["code", "implicit", "client_credentials"])).default([]),
  AllowedOAuthScopes: z
    .array(
      z.string().regex(/^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/, "expected scopes without spaces, quotes and backslashes"),
    )
    .default([]),
  CallbackURLs: callbackUrls,
  DefaultRedirectURI: callbackUrl.optional(),
  LogoutURLs: callbackUrls,
  SupportedIdentityProviders: z.array(z.string()).default([]),
  ExplicitAuthFlows: z
    .array(z.enum([...authFlows, ...olderAuthFlows], { error: `expected one of ${authFlows.join(", ")}` }))
    .optional(),
  EnableTokenRevocation: z.boolean().default(true),
  RefreshTokenRotation: rotation.optional(),
  AccessTokenValidity: z.int().min(1).optional(),
  IdTokenValidity: z.int().min(1).optional(),
  RefreshTokenValidity: z.int().min(0).optional(),
  TokenValidityUnits: tokenValidityUnits.optional(),
  /** For how many minutes a sign-in may take between two of its steps. */
  AuthSessionValidity: z.int().min(3).max(15).optional(),
  ReadAttributes: z.array(z.string()).optional(),
  WriteAttributes: z.array(z.string()).optional(),
  PreventUserExistenceErrors: z.enum(["ENABLED", "LEGACY"]).default("LEGACY"),
  EnablePropagateAdditionalUserContextData: z
    .literal(false, { error: "expected false: threat protection is not supported" })
    .optional(),
  ...unsupported("AnalyticsConfiguration", "GenerateSecret"),
});

export type UserPoolClientSettings = z.output<typeof members>;

const faultsOf = (client: UserPoolClientSettings): { name: string; message: string }[] => {
  const faults = lifetimeFaults(client);
  const rotates = client.RefreshTokenRotation?.Feature === "ENABLED";
  const flows = client.ExplicitAuthFlows ?? [];
  if (flows.some(isOlder) && !flows.every(isOlder))
    faults.push({
      name: "ExplicitAuthFlows",
      message: `${olderAuthFlows.join(", ")} cannot be had together with flows that begin with ALLOW_`,
    });
  if (rotates && flows.includes("ALLOW_REFRESH_TOKEN_AUTH"))
    faults.push({
      name: "ExplicitAuthFlows",
      message: "ALLOW_REFRESH_TOKEN_AUTH cannot be had with RefreshTokenRotation",
    });
  if (rotates && !client.EnableTokenRevocation)
    faults.push({ name: "RefreshTokenRotation", message: "expected EnableTokenRevocation: true beside it" });
  faults.push(...grantFaults(client));
  if (client.DefaultRedirectURI !== undefined && !client.CallbackURLs.includes(client.DefaultRedirectURI))
    faults.push({ name: "DefaultRedirectURI", message: "expected one of CallbackURLs" });
  return faults;
};

/** What keeps flows of OAuth from going together, or a client from having them, in Cognito's words. */
export const flowFault = (flows: readonly string[], secret: string | undefined): string | undefined => {
  if (!flows.includes("client_credentials")) return undefined;
  if (flows.length > 1) return "client_credentials flow can not be selected along with code flow or implicit flow.";
  if (secret === undefined)
    return "client_credentials flow can not be selected if client does not have a client secret.";
  return undefined;
};

const grantFaults = ({ AllowedOAuthFlows, CallbackURLs, AllowedOAuthScopes, ClientSecret }: UserPoolClientSettings) => {
  const faults: { name: string; message: string }[] = [];
  const forMachines = AllowedOAuthFlows.includes("client_credentials");
  const fault = flowFault(AllowedOAuthFlows, ClientSecret);
  if (fault !== undefined) faults.push({ name: "AllowedOAuthFlows", message: fault });
  if (AllowedOAuthFlows.length > 0 && !forMachines && CallbackURLs.length === 0)
    faults.push({ name: "CallbackURLs", message: "expected at least one for the code and implicit grants" });
  if (AllowedOAuthFlows.length > 0 && AllowedOAuthScopes.length === 0)
    faults.push({ name: "AllowedOAuthScopes", message: "expected at least one for OAuth's grants" });
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
  readonly mayUseImplicit: boolean;
  readonly mayUseClientCredentials: boolean;
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly providers: readonly string[];
  /** Attributes that its tokens may show; undefined: all. */
  readonly readable: readonly string[] | undefined;
  /** Attributes that its users may set; undefined: all that can be changed. */
  readonly writable: readonly string[] | undefined;
  readonly lifetimes: Lifetimes;
  readonly revocable: boolean;
  readonly authFlows: readonly AuthFlow[];
  /** For how long the session of a challenge is good, in seconds. */
  readonly authSession: number;
  /** `PreventUserExistenceErrors`: an unknown user looks like one whose password is wrong. */
  readonly hidesUnknownUsers: boolean;
  /** How long a refresh token still works after its successor was made, in seconds; undefined: tokens do not rotate. */
  readonly rotationGrace: number | undefined;
}

const authFlowsOf = ({ ExplicitAuthFlows: flows, RefreshTokenRotation }: UserPoolClientSettings): AuthFlow[] => {
  const rotates = RefreshTokenRotation?.Feature === "ENABLED";
  const older = flows?.filter(isOlder) ?? [];
  const implied = older.length > 0 ? meantBy(older) : usualAuthFlows;
  if (flows && older.length === 0) return flows.filter((flow) => !isOlder(flow));
  return implied.filter((flow) => flow !== "ALLOW_REFRESH_TOKEN_AUTH" || !rotates);
};

const meantBy = (flows: readonly OlderAuthFlow[]): AuthFlow[] => [
  "ALLOW_REFRESH_TOKEN_AUTH",
  "ALLOW_CUSTOM_AUTH",
  ...(flows.includes("CUSTOM_AUTH_FLOW_ONLY") ? [] : (["ALLOW_USER_SRP_AUTH"] as const)),
  ...flows.flatMap((flow) => oldMeaning[flow]),
];

export const clientOf = (poolId: string, settings: UserPoolClientSettings): Client => {
  const { RefreshTokenRotation: rotation } = settings;
  const rotates = rotation?.Feature === "ENABLED";
  return {
    id: settings.ClientId,
    poolId,
    secret: settings.ClientSecret,
    usesOAuth: settings.AllowedOAuthFlowsUserPoolClient,
    mayUseCode: settings.AllowedOAuthFlows.includes("code"),
    mayUseImplicit: settings.AllowedOAuthFlows.includes("implicit"),
    mayUseClientCredentials: settings.AllowedOAuthFlows.includes("client_credentials"),
    scopes: settings.AllowedOAuthScopes,
    callbackUrls: settings.CallbackURLs,
    logoutUrls: settings.LogoutURLs,
    providers: settings.SupportedIdentityProviders,
    readable: settings.ReadAttributes,
    writable: settings.WriteAttributes,
    lifetimes: lifetimesOf(settings),
    revocable: settings.EnableTokenRevocation,
    authFlows: authFlowsOf(settings),
    authSession: (settings.AuthSessionValidity ?? 3) * 60,
    hidesUnknownUsers: settings.PreventUserExistenceErrors === "ENABLED",
    rotationGrace: rotates ? rotation.RetryGracePeriodSeconds : undefined,
  };
};
