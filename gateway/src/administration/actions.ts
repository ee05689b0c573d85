import type { Answer } from "../answer.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { ApiKind } from "../openapi/kind.ts";
import type { ClientRequest } from "../request/client-request.ts";
import type { Trial } from "../trials/trial.ts";
import type { Wanted } from "../trials/trial-request.ts";
import { answerTrial } from "./answer-trial.ts";

export interface ActionWorld {
  readonly metrics: Metrics;
  /** Null where no API is served at such an address. */
  readonly tryAuthorizer: (wanted: Wanted) => Promise<Trial | null>;
  /** @throws a 404 for an API or a stage that there is not. */
  readonly flush: (kind: ApiKind, apiId: string, stage: string) => void;
}

type Act = (world: ActionWorld, parameters: readonly string[], request: ClientRequest) => Promise<Answer> | Answer;

export interface Action {
  readonly method: string;
  /** What follows `/_gatehouse`. */
  readonly path: RegExp;
  readonly act: Act;
}

const flush =
  (kind: ApiKind, status: number): Act =>
  (world, [apiId = "", stage = ""]) => {
    world.flush(kind, apiId, stage);
    return { status, headers: [], body: null };
  };

/** All that the gateway itself answers. */
export const actions: readonly Action[] = [
  {
    method: "GET",
    path: /^\/metrics$/,
    act: async ({ metrics }) => {
      const { contentType, body } = await metrics.text();
      return { status: 200, headers: [["Content-Type", contentType]], body };
    },
  },
  {
    method: "POST",
    path: /^\/authorizers\/invoke$/,
    act: (world, _parameters, request) => answerTrial(world, request),
  },
  // As AWS's clients ask with the endpoint {url}/_gatehouse/apigateway.
  {
    method: "DELETE",
    path: /^\/apigateway\/restapis\/([^/]+)\/stages\/([^/]+)\/cache\/authorizers$/,
    act: flush("REST", 202),
  },
  {
    method: "DELETE",
    path: /^\/apigateway\/v2\/apis\/([^/]+)\/stages\/([^/]+)\/cache\/authorizers$/,
    act: flush("HTTP", 204),
  },
];
