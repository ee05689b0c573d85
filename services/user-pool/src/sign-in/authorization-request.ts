import { isCallbackUrl } from "../config/callback-url.ts";
import type { PoolRecords } from "../config/pool-records.ts";
import { type Client, isCustomScope } from "../config/user-pool-client.ts";
import type { Parameters } from "../parameters.ts";
import { type ResponseType, type ReturnAddress, SentToApplication, ShownOnPage } from "./refusals.ts";

/** A request of /oauth2/authorize that its client may make. */
export interface AuthorizationRequest extends ReturnAddress {
  readonly client: Client;
  /** In Cognito's order, not the request's. */
  readonly scopes: readonly string[];
  readonly nonce: string | undefined;
  /** S256 of the verifier that the client will show with the code. */
  readonly codeChallenge: string | undefined;
  /** The API that the access token is for, which will be its `aud`. */
  readonly resource: string | undefined;
  /** Whether nobody may be asked anything, or somebody must be. */
  readonly prompt: "none" | "login" | undefined;
}

type Records = Pick<PoolRecords, "findClient" | "customScopes">;

/** Steps in this order: until the redirect URI is known to be the client's own, nothing may be sent there. */
export const readAuthorizationRequest = async (query: Parameters, records: Records): Promise<AuthorizationRequest> => {
  const client = await readClient(query, records.findClient);
  const to = returnAddress(query, client);
  refuseMalformed(query, to);
  refuseResponseType(query, client, to);
  const codeChallenge = readCodeChallenge(query, to);
  const scopes = readScopes(query, await offeredScopes(client, records), to);
  const resource = readResource(query, to);
  return { ...to, client, codeChallenge, scopes, resource, prompt: readPrompt(query, to), nonce: query.get("nonce") };
};

/** @throws {ShownOnPage} for a client that is missing, unknown or not made for the domain's endpoints. */
export const readClient = async (query: Parameters, findClient: Records["findClient"]): Promise<Client> => {
  const id = query.get("client_id");
  if (id === undefined) throw new ShownOnPage("Required String parameter 'client_id' is not present");
  const client = /^[\w+]{1,128}$/.test(id) ? await findClient(id) : undefined;
  if (!client) throw new ShownOnPage("Client does not exist.");
  if (!client.usesOAuth) throw new ShownOnPage("Client is not enabled for OAuth2.0 flows.", client.id);
  return client;
};

/** The URI equals a registered one in every character: https://datatracker.ietf.org/doc/html/rfc9700#section-2.1 */
export const readRedirectUri = (query: Parameters, client: Client): string => {
  const uri = query.get("redirect_uri");
  if (uri === undefined && !query.repeated.includes("redirect_uri"))
    throw new ShownOnPage("Required String parameter 'redirect_uri' is not present", client.id);
  if (uri === undefined || !client.callbackUrls.includes(uri)) throw new ShownOnPage("redirect_mismatch", client.id);
  return uri;
};

/** Who asked for tokens reads errors, too, in the fragment. */
const returnAddress = (query: Parameters, client: Client): ReturnAddress => ({
  redirectUri: readRedirectUri(query, client),
  state: query.get("state"),
  responseType: query.get("response_type") === "token" ? "token" : "code",
});

const refuseMalformed = (query: Parameters, to: ReturnAddress) => {
  const [repeated] = query.repeated;
  if (repeated !== undefined) throw new SentToApplication(to, "invalid_request", `${repeated} must not be repeated`);
  if (query.unprintable)
    throw new SentToApplication({ ...to, state: undefined }, "invalid_request", "parameters must be printable");
};

const refuseResponseType = (query: Parameters, client: Client, to: ReturnAddress) => {
  const type = query.get("response_type");
  if (type === undefined) throw new SentToApplication(to, "invalid_request", "response_type is required");
  if (!isResponseType(type)) throw new SentToApplication(to, "invalid_request", "invalid response_type");
  if (!(type === "code" ? client.mayUseCode : client.mayUseImplicit))
    throw new SentToApplication(to, "unauthorized_client", "the client may not use this grant");
};

const isResponseType = (text: string): text is ResponseType => text === "code" || text === "token";

/** RFC 7636 with S256 alone; a SHA-256 in base64url has 43 characters. */
const readCodeChallenge = (query: Parameters, to: ReturnAddress) => {
  const challenge = query.get("code_challenge");
  const method = query.get("code_challenge_method");
  if (challenge === undefined && method === undefined) return undefined;
  if (method !== "S256") throw new SentToApplication(to, "invalid_request", "code_challenge_method must be S256");
  if (challenge === undefined || !/^[\w-]{43}$/.test(challenge))
    throw new SentToApplication(to, "invalid_request", "code_challenge must be 43 characters of base64url");
  return challenge;
};

/** Scopes beside `openid` that say what an id token shows, and so need it. */
const needOpenid = ["email", "phone", "profile"];

/** A client's scopes that there still are: a resource server may have been deleted since the client listed its scopes. */
const offeredScopes = async ({ poolId, scopes }: Client, { customScopes }: Records): Promise<readonly string[]> => {
  const custom = scopes.filter(isCustomScope);
  if (custom.length === 0) return scopes;
  const known = await customScopes(poolId);
  return scopes.filter((scope) => !custom.includes(scope) || known.has(scope));
};

/** A scope that is not the client's arrives as the description of an `invalid_request`: so it was seen. */
const readScopes = (query: Parameters, offered: readonly string[], to: ReturnAddress): string[] => {
  const asked = new Set(query.get("scope")?.split(" ").filter(Boolean));
  const scopes = asked.size > 0 ? [...asked].sort() : [...offered].sort();
  const bare = !scopes.includes("openid") && scopes.some((scope) => needOpenid.includes(scope));
  if (bare || scopes.some((scope) => !offered.includes(scope)))
    throw new SentToApplication(to, "invalid_request", "invalid_scope");
  return scopes;
};

/** A URL as a callback URL is one: https, http for this machine, or an app's scheme (RFC 8707). */
const readResource = (query: Parameters, to: ReturnAddress) => {
  const resource = query.get("resource");
  if (resource !== undefined && !isCallbackUrl(resource))
    throw new SentToApplication(to, "invalid_request", "resource must be a URL without a fragment");
  return resource;
};

/** `select_account` and `consent` are for identity providers, and SAML has no place for them. */
const prompts = ["none", "login", "select_account", "consent"];

const readPrompt = (query: Parameters, to: ReturnAddress) => {
  const given = query.get("prompt")?.split(" ") ?? [];
  if (!given.every((prompt) => prompts.includes(prompt)) || (given.includes("none") && given.length > 1))
    throw new SentToApplication(to, "invalid_request", "invalid prompt");
  return (["none", "login"] as const).find((prompt) => given.includes(prompt));
};
