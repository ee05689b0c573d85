import type { APIGatewayAuthorizerEvent } from "@gatehouse/lambda/events.ts";
import { headerValues } from "./request-headers.ts";

/**
 * Whether the request proves that a page of `origin` sent it: the header `X-CSRF: 1`, which no other origin can add
 * without a preflight, and `Origin` and `Sec-Fetch-Site`, where present, agreeing. Browsers set the latter two
 * themselves; a header that comes twice proves nothing.
 */
export const provesSameOrigin = (event: APIGatewayAuthorizerEvent, origin: string): boolean => {
  if (event.type === "TOKEN") return false;
  const only = (name: string, wanted: string) => headerValues(event, name).every((value) => value === wanted);
  return (
    headerValues(event, "x-csrf").length === 1 &&
    only("x-csrf", "1") &&
    headerValues(event, "origin").length <= 1 &&
    only("origin", origin) &&
    headerValues(event, "sec-fetch-site").length <= 1 &&
    only("sec-fetch-site", "same-origin")
  );
};
