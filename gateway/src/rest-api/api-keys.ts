import { lastHeader } from "../request/headers.ts";
import type { Throttle } from "../throttling/throttle.ts";
import type { FindClient } from "../usage-plans/clients.ts";
import type { Api } from "./api.ts";
import type { Exchange } from "./exchange.ts";
import { GatewayRefusal } from "./refusal.ts";

/** The key that a request shows. */
export interface GivenKey {
  readonly value: string;
  /** Null for a key that is worth nothing on this stage. */
  readonly id: string | null;
}

interface Limits {
  readonly findClient: FindClient;
  readonly throttle: Throttle;
}

type Asked = Omit<Exchange, "authorization" | "apiKey">;

/** The key in `x-api-key`, where the route wants one and the API takes it from there. Authorizers get to see it. */
export const keyInHeader = (
  { route, request }: Pick<Asked, "route" | "request">,
  { apiKeySource }: Pick<Api, "apiKeySource">,
  findClient: FindClient,
): GivenKey | null => {
  if (!route.apiKeyRequired || apiKeySource !== "HEADER") return null;
  return given(lastHeader(request.headers, "x-api-key"), findClient);
};

/** The key that the authorizer named (`usageIdentifierKey`), where the API takes it from there; else the header's. */
export const keyOf = (
  exchange: Omit<Exchange, "apiKey"> & { readonly apiKey: GivenKey | null },
  { apiKeySource }: Pick<Api, "apiKeySource">,
  findClient: FindClient,
): GivenKey | null => {
  if (!exchange.route.apiKeyRequired || apiKeySource !== "AUTHORIZER") return exchange.apiKey;
  const { authorization } = exchange;
  return given(authorization?.kind === "lambda" ? authorization.usageIdentifierKey : undefined, findClient);
};

const given = (value: string | undefined, findClient: FindClient): GivenKey | null =>
  value ? { value, id: findClient(value)?.keyId ?? null } : null;

/**
 * Lets a request in by its API key and the limits of its usage plan, its route and its stage.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
 * @throws {GatewayRefusal} INVALID_API_KEY, THROTTLED or QUOTA_EXCEEDED.
 */
export const admit = async ({ route, apiKey }: Exchange, { findClient, throttle }: Limits): Promise<void> => {
  const name = `${route.method} ${route.resource}`;
  if (route.apiKeyRequired) {
    const client = apiKey && findClient(apiKey.value);
    if (!client)
      throw new GatewayRefusal(
        "INVALID_API_KEY",
        apiKey ? "no plan of this stage has the API key" : "there is no API key",
      );
    const over = await client.admit(name);
    if (over) throw new GatewayRefusal(over, `the usage plan of the API key ${client.keyId} is over its limit`);
  }
  const limit = throttle(name);
  if (limit) throw new GatewayRefusal("THROTTLED", `over ${limit}`);
};
