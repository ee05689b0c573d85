import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { Stage } from "../../apis/stage.ts";
import type { Targets } from "../../apis/targets.ts";
import type { Limits } from "../../front/server.ts";
import { type Domains, served, type TestedGateway } from "../../testing/served.ts";
import type { Throttle } from "../../throttling/throttle.ts";
import type { Api, Route } from "../api.ts";
import { assemble, assembleTrial, type Ports } from "../assemble.ts";
import { declaredRoutes } from "../declared-routes.ts";
import type { Authorization, Authorize } from "../exchange.ts";
import { Refusal } from "../refusal.ts";
import { stage } from "./exchange.ts";

interface Wanted extends Partial<Omit<Api, "routes">> {
  readonly routes: readonly Route[];
  /** The folder with the sockets of private services. */
  readonly folder?: string;
  readonly stage?: Partial<Stage>;
  readonly targets?: Targets;
  readonly invoke?: InvokeFunction;
  readonly throttle?: Throttle;
  readonly authorize?: Authorize;
  readonly connections?: number;
  readonly limits?: Partial<Limits>;
  readonly domains?: Domains;
  /** The administrator's secret. */
  readonly administrator?: string;
}

/** An HTTP API behind the front. Guarded routes are for those who say `Authorization: alice`. */
export const startHttpApi = (wanted: Wanted): Promise<TestedGateway> => {
  const api: Api = { cors: null, disableExecuteApiEndpoint: false, ...wanted };
  const ofTheApi = { ...stage, ...wanted.stage };
  const invoke = wanted.invoke ?? none;
  return served({
    kind: "HTTP",
    stage: ofTheApi,
    routes: declaredRoutes(api),
    invoke,
    assemble: ({ backends }) => {
      const ports: Ports = {
        stage: ofTheApi,
        targets: wanted.targets ?? {},
        vpcLink: { kind: "sockets", folder: wanted.folder ?? "/nowhere" },
        backends,
        invoke,
        throttle: wanted.throttle ?? (() => null),
        authorize: wanted.authorize ?? byName({ kind: "lambda", principalId: "alice", context: { userId: "alice" } }),
      };
      return { answer: assemble(api, ports), trial: () => assembleTrial(api, ports) };
    },
    connections: wanted.connections,
    limits: wanted.limits,
    domains: wanted.domains,
    administrator: wanted.administrator,
  });
};

const none: InvokeFunction = async () => ({ kind: "unavailable", reason: "there are no functions" });

/** Lets `Authorization: alice` through to guarded routes, as whoever she is. */
export const byName =
  (authorization: Authorization): Authorize =>
  async ({ route, request }) => {
    if (route.authorization.type === "NONE") return null;
    const given = request.headers.find(([name]) => name.toLowerCase() === "authorization")?.[1];
    if (given === "alice") return authorization;
    throw new Refusal(given ? "ACCESS_DENIED" : "UNAUTHORIZED", "it is not alice");
  };
