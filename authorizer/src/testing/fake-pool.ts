import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { TestKey } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { sub, username } from "@gatehouse/user-pool-client/testing/tokens.ts";

export const poolId = "us-east-1_TestPool1";

/** How the pool answers; undefined lets it answer as a pool does. */
type Behaviour = ((request: IncomingMessage, response: ServerResponse) => void) | undefined;

/** A user pool on a free port: its key set and GetUser, and what a test wants it to do instead. */
export const fakePool = async (keys: TestKey[]) => {
  const calls: string[] = [];
  const revoked = new Set<string>();
  const pool = {
    keys,
    calls,
    revoked,
    behaviour: undefined as Behaviour,
    email: "alice@example.com" as string | undefined,
    /** Those beside sub and email. */
    attributes: {} as Record<string, string>,
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const call = request.method === "GET" ? "jwks" : String(request.headers["x-amz-target"]).split(".").at(-1);
    calls.push(`${call}`);
    if (pool.behaviour) return pool.behaviour(request, response);
    if (request.url === `/${poolId}/.well-known/jwks.json`)
      return send(response, 200, { keys: pool.keys.map(({ jwk }) => jwk) });
    const { AccessToken } = (await json(request)) as { AccessToken: string };
    return revoked.has(AccessToken)
      ? send(response, 400, { __type: "NotAuthorizedException", message: "Access Token has been revoked" })
      : send(response, 200, { Username: username, UserAttributes: attributes(pool) });
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return Object.assign(pool, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
};

const attributes = ({ email, attributes: others }: { email: string | undefined; attributes: Record<string, string> }) =>
  Object.entries({ sub, ...(email === undefined ? {} : { email }), ...others }).map(([Name, Value]) => ({
    Name,
    Value,
  }));

export const send = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
