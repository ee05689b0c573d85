import type { Client } from "../config/user-pool-client.ts";
import type { Parameters } from "../parameters.ts";
import type { Uses } from "../world.ts";
import { hasSecret } from "./client-secret.ts";
import { InvalidClient, InvalidRequest } from "./failures.ts";

interface Credentials {
  readonly id: string;
  readonly secret: string | undefined;
}

interface Call {
  readonly form: Parameters;
  readonly authorization: string | undefined;
  /** The status of `invalid_client` at this endpoint. */
  readonly refusal: 400 | 401;
}

/**
 * Which client calls: `client_secret_basic` or `client_secret_post` for one that has a secret, its id alone for one that
 * has none. An unknown client and a wrong secret look the same from outside.
 * @see https://datatracker.ietf.org/doc/html/rfc6749#section-2.3.1
 */
export const authenticateClient = async (call: Call, { records }: Uses<"records">): Promise<Client> => {
  const { id, secret } = credentials(call);
  const client = /^[\w+]{1,128}$/.test(id) ? await records.findClient(id) : undefined;
  if (!client) throw new InvalidClient("the client is unknown", call.refusal);
  if (!hasSecret(client, secret)) throw new InvalidClient(secretFault(client, secret), call.refusal);
  return client;
};

const secretFault = (client: Client, secret: string | undefined) => {
  if (secret === undefined) return "the client has a secret and did not show it";
  return client.secret === undefined ? "the client has no secret and showed one" : "the secret is wrong";
};

const credentials = ({ form, authorization, refusal }: Call): Credentials => {
  const posted = { id: form.get("client_id"), secret: form.get("client_secret") };
  if (authorization === undefined) {
    if (posted.id === undefined) throw new InvalidRequest("client_id is required");
    return { id: posted.id, secret: posted.secret };
  }
  const basic = basicCredentials(authorization);
  if (!basic) throw new InvalidClient("the Authorization header is not Basic id:secret", refusal);
  if (posted.secret !== undefined) throw new InvalidRequest("the secret was given twice: by Basic and in the form");
  if (posted.id !== undefined && posted.id !== basic.id) throw new InvalidRequest("two different clients were named");
  return basic;
};

/** Id and secret are form-encoded before they are base64-encoded. */
const basicCredentials = (authorization: string): Credentials | undefined => {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  const [, id, secret] = /^([^:]+):(.*)$/s.exec(Buffer.from(encoded ?? "", "base64").toString("utf8")) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  return { id: formDecoded(id), secret: formDecoded(secret) };
};

const formDecoded = (text: string) => {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    return text;
  }
};
