import type { Authorize } from "../http-api/exchange.ts";
import { Refusal } from "../http-api/refusal.ts";
import { startHttpApi } from "../http-api/testing/gateway.ts";
import { mapping } from "../http-api/testing/mappings.ts";
import { guarded as bySomebody, privateRoute } from "../http-api/testing/routes.ts";
import type { ApiKind } from "../openapi/kind.ts";
import { type Backend, startBackend } from "./backend.ts";
import { startGateway } from "./gateway.ts";
import { converse, raw } from "./raw-connection.ts";
import { headerFromContext, httpRoute, tokenAuthorizer } from "./routes.ts";
import type { TestedGateway } from "./served.ts";

/** A gateway that says who the caller is in `X-User-Id`, over the one connection that it may have to its one service. */
export interface Guarded {
  readonly gateway: TestedGateway;
  readonly backend: Backend;
  close(): Promise<void>;
}

const methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"];
const limits = { headersTimeout: 1_000, requestTimeout: 1_500 };

type StartIn = (folder: string) => Promise<TestedGateway>;

/** Each kind with `/trades` for every method. */
const starts: Readonly<Record<ApiKind, StartIn>> = {
  REST: (folder) => {
    const mappings = [headerFromContext("X-User-Id", "authorizer.principalId")];
    const route = (method: string) => httpRoute(method, "/trades", { authorizer: tokenAuthorizer, mappings });
    return startGateway({ folder, connections: 1, limits, routes: methods.map(route) });
  },
  HTTP: (folder) => {
    const requestMappings = [mapping("overwrite:header.X-User-Id", "$context.authorizer.userId")];
    const route = (method: string) => privateRoute(`${method} /trades`, { authorization: bySomebody, requestMappings });
    return startHttpApi({
      folder,
      connections: 1,
      limits,
      targets: { "*": "trades" },
      authorize: byBearer,
      routes: methods.map(route),
    });
  },
};

/** Lets `Bearer {name}` through as that user. */
const byBearer: Authorize = async ({ request }) => {
  const given = request.headers.find(([name]) => name.toLowerCase() === "authorization")?.[1];
  const name = /^Bearer (\w+)$/.exec(given ?? "")?.[1];
  if (name === undefined) throw new Refusal("UNAUTHORIZED", "it is nobody");
  return { kind: "lambda", principalId: name, context: { userId: name } };
};

export const startGuarded = async (kind: ApiKind): Promise<Guarded> => {
  const backend = await startBackend();
  const gateway = await starts[kind](backend.folder);
  return {
    gateway,
    backend,
    async close() {
      await gateway.close();
      await backend.close();
    },
  };
};

/** What a service saw of one request: `POST /trades by alice: hello`, with `…` where its body broke off. */
export type SeenLine = string;

export interface Outcome {
  /** Of the answers that came back on the connection. */
  readonly statuses: readonly number[];
  readonly seen: readonly SeenLine[];
  /** What another user's request, sent right after, was answered with, and what the service saw of it. */
  readonly innocent: { readonly answer: readonly string[]; readonly seen: readonly SeenLine[] };
}

/** Sends the bytes, and then asks as somebody else on a connection of his own. */
export const outcomeOf = async ({ gateway, backend }: Guarded, bytes: string): Promise<Outcome> => {
  backend.reset();
  const { answers } = await converse(gateway.port, bytes);
  const bob = raw(
    "PUT /trades HTTP/1.1",
    "Host: gw",
    "Authorization: Bearer bob",
    "Content-Length: 3",
    "Connection: close",
  );
  const after = await converse(gateway.port, `${bob}bob`);
  const seen = backend.seen.map(
    ({ method, url, headers, body, complete }) =>
      `${method} ${url} by ${headers["x-user-id"]}: ${body}${complete ? "" : "…"}`,
  );
  return {
    statuses: answers.map(({ status }) => status),
    seen: seen.filter((line) => !line.includes(" by bob")),
    innocent: {
      answer: after.answers.map(({ status, body }) => `${status} ${body}`),
      seen: seen.filter((line) => line.includes(" by bob")),
    },
  };
};

/** The innocent's own request and its own answer, and nothing else. */
export const untouched: Outcome["innocent"] = {
  answer: ['200 {"method":"PUT","url":"/trades"}'],
  seen: ["PUT /trades by bob: bob"],
};
