import { createHash, randomBytes } from "node:crypto";
import type { Beginning, Reply, ServiceProvider } from "../service-provider.ts";
import { bystander, type Customer, callback, clientId, customerFor, entityId, person } from "./directory.ts";
import type { RunningPool } from "./running-pool.ts";

/** The user pool, whose sign-ins end with a code at the callback or with a stable code in the administrator's list. */
export const poolAsServiceProvider = ({ url, idpMock, administrator }: RunningPool): ServiceProvider => ({
  name: "user-pool",
  idpMock,
  bystander,
  application: callback,
  speaksCodes: true,
  beginning(needs) {
    const { idp, provider } = customerFor(needs);
    if (needs !== "identity provider begins") return beginningAt(url, { idp, provider });
    return { idp, person, entityId, relayState: new URLSearchParams(request(provider)).toString() };
  },
  isLetIn: ({ status, headers }) => status === 302 && codeIn(headers.get("location")) !== null,
  reasonOf: (reply) => reasonOf(reply, { url, administrator }),
});

/** A sign-in by this provider of the pool. */
export const beginningAt = (url: string, { idp, provider }: Pick<Customer, "idp" | "provider">): Beginning => ({
  idp,
  person,
  start: authorizeUrl(url, provider),
});

const request = (provider: string) => ({
  response_type: "code",
  client_id: clientId,
  redirect_uri: callback,
  scope: "openid email",
  identity_provider: provider,
  state: "s1",
});

/** Nobody redeems the code, so that nobody needs the verifier of PKCE. */
const authorizeUrl = (url: string, provider: string) => {
  const code_challenge = createHash("sha256").update(randomBytes(32)).digest("base64url");
  const parameters = { ...request(provider), code_challenge, code_challenge_method: "S256" };
  return `${url}/oauth2/authorize?${new URLSearchParams(parameters)}`;
};

const codeIn = (location: string | null) =>
  location?.startsWith(`${callback}?`) ? new URL(location).searchParams.get("code") : null;

interface Attempt {
  readonly legs: readonly { readonly requestId: string; readonly outcome?: { readonly code: string } }[];
}

/** The code that the attempt's record has for this very delivery. */
const reasonOf = async ({ headers, status }: Reply, pool: Pick<RunningPool, "url" | "administrator">) => {
  const requestId = headers.get("x-amz-cognito-request-id");
  if (requestId === null) return `status ${status}`;
  const response = await fetch(`${pool.url}/_gatehouse/sign-ins/${requestId}`, {
    headers: { authorization: `Bearer ${pool.administrator}` },
  });
  if (!response.ok) return `status ${status}`;
  const { legs } = (await response.json()) as Attempt;
  return legs.find((leg) => leg.requestId === requestId)?.outcome?.code ?? `status ${status}`;
};
