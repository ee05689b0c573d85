import { CannotStart } from "@gatehouse/http/main.ts";
import type { FindCredential } from "../../signatures/credential.ts";
import type { Api } from "../api.ts";

/**
 * The credentials that may sign requests to an API. Where no route wants a signature, nobody's are asked for.
 * @throws {CannotStart} naming the operations that nobody could call.
 */
export const requireCredentials = (
  { routes }: Pick<Api, "routes">,
  credentials: FindCredential | null,
): FindCredential => {
  if (credentials) return credentials;
  const signed = routes.filter(({ authorization }) => authorization.type === "AWS_IAM");
  if (signed.length === 0) return () => undefined;
  const named = signed.map(({ place, routeKey }) => `${place}: ${routeKey} wants signed requests`);
  throw new CannotStart(named.map((each) => `${each}; GATEWAY_IAM names no file of who may sign`).join("\n"));
};
