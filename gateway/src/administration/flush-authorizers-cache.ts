import { failure } from "@gatehouse/http/failure.ts";
import type { Deployment } from "../apis/find-deployment.ts";
import type { VerdictCache } from "../authorizers/verdict-cache.ts";
import type { ApiKind } from "../openapi/kind.ts";

const NotFound = failure("NotFoundException", 404, "Not Found");

interface Flushed {
  readonly kind: ApiKind;
  readonly apiId: string;
  readonly stage: string;
}

interface World {
  readonly deployments: readonly Pick<Deployment, "kind" | "stage">[];
  readonly verdicts: Pick<VerdictCache, "flush">;
}

/**
 * FlushStageAuthorizersCache and ResetAuthorizersCache: what the authorizers of an API said on a stage is forgotten.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_FlushStageAuthorizersCache.html
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename-cache-authorizers.html
 * @throws a 404 for an API or a stage that there is not. An API of the other kind is none to either call.
 */
export const flushAuthorizersCache = ({ kind, apiId, stage }: Flushed, { deployments, verdicts }: World): void => {
  const ofTheApi = deployments.filter((deployment) => deployment.kind === kind && deployment.stage.apiId === apiId);
  const [first] = ofTheApi;
  // Unconfirmed: the words for a stage.
  if (!first) throw new NotFound(`Invalid API identifier specified ${accountOf(deployments)}:${apiId}`);
  if (!ofTheApi.some((deployment) => deployment.stage.name === stage))
    throw new NotFound("Invalid Stage identifier specified");
  verdicts.flush(apiId, stage);
};

const accountOf = ([one]: World["deployments"]) => one?.stage.accountId ?? "";
