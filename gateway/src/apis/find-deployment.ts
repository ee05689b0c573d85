import type { AnswerRequest } from "../answer.ts";
import type { Ended } from "../facts/facts.ts";
import type { ApiKind } from "../openapi/kind.ts";
import type { ApiRequest, ClientRequest } from "../request/client-request.ts";
import { pathWithoutExtraSlashes } from "../request/segments.ts";
import type { AssembleTrial } from "../trials/trial.ts";
import type { ApisFile } from "./apis-file.ts";
import type { Stage } from "./stage.ts";

/** An API on one of its stages, ready to answer. */
export interface Deployment {
  readonly kind: ApiKind;
  readonly stage: Stage;
  readonly answer: AnswerRequest;
  /** Answers as far as the authorizer, which a trial looks over the shoulder of. */
  readonly trial: AssembleTrial;
  /** Are told of each request that came here, once its answer has left. */
  readonly listeners: readonly ((ended: Ended) => void)[];
  /** Whether it answers at the API's own endpoint, too (`disableExecuteApiEndpoint` says no). */
  readonly hasOwnEndpoint: boolean;
}

/** Null: nothing is served there. `no stage`: an HTTP API is, but on none of its stages. */
export type FindDeployment = (request: ClientRequest) => Found | "no stage" | null;

interface Found {
  readonly deployment: Deployment;
  readonly request: ApiRequest;
}

/**
 * Finds the API and the stage that a request is for, by its Host and the beginning of its path: an API's own endpoint
 * `{apiId}.execute-api.{region}.amazonaws.com/{stage}/…`, in its local form `{apiId}.execute-api.localhost`, or a domain
 * whose mappings name it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
export const deploymentFinder = (deployments: readonly Deployment[], domains: ApisFile["domains"]): FindDeployment => {
  const mappings = new Map(domains.map(({ name, mappings }) => [name, longestFirst(mappings)]));
  return (client) => {
    const host = hostOf(client.domainName);
    const request = { ...client, fullPath: pathWithoutExtraSlashes(client.path) };
    const own = ownEndpoint.exec(host);
    if (own)
      return atOwnEndpoint(
        deployments.filter(({ stage }) => isEndpointOf(stage, own)),
        request,
      );
    const mappingOf = (path: string) => mappings.get(host)?.find(({ basePath }) => startsWith(path, basePath));
    const mapping = mappingOf(request.fullPath);
    if (mappingOf(plain(request.fullPath)) !== mapping) return null;
    const deployment = deployments.find(({ stage }) => stage.apiId === mapping?.api && stage.name === mapping.stage);
    if (!mapping || !deployment) return null;
    const { basePath } = mapping;
    return { deployment, request: { ...request, path: rest(request.fullPath, basePath), basePath } };
  };
};

/**
 * A path as a service may read it: escapes read, `\` as `/`, several slashes at its start as one. Where that begins with
 * another base path or stage than the path as sent, nothing is served: left to a shorter mapping, it could reach a service
 * that reads the path as one that another API guards.
 */
const plain = (path: string) => {
  const read = path.replaceAll(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return pathWithoutExtraSlashes(read.replaceAll("\\", "/"));
};

const ownEndpoint = /^([a-z0-9]{10})\.execute-api(?:\.([a-z0-9-]+))?\.(?:localhost|amazonaws\.com(?:\.cn)?)$/;

const isEndpointOf = ({ apiId, region }: Stage, [, id, named]: RegExpExecArray) =>
  apiId === id && (named === undefined || named === region);

/** A REST API's path begins with the stage. An HTTP API's may, and is for `$default` where it does not. */
const atOwnEndpoint = (
  ofTheApi: readonly Deployment[],
  request: ClientRequest & { readonly fullPath: string },
): ReturnType<FindDeployment> => {
  const served = ofTheApi.filter(({ hasOwnEndpoint }) => hasOwnEndpoint);
  const firstOf = (path: string) => path.split("/")[1] ?? "";
  const first = firstOf(request.fullPath);
  const stageNamed = (name: string) => served.find(({ stage }) => stage.name === name);
  const named = stageNamed(first);
  if (stageNamed(firstOf(plain(request.fullPath))) !== named) return null;
  if (named) return { deployment: named, request: { ...request, path: rest(request.fullPath, first), basePath: null } };
  const isHttpApi = ofTheApi.some(({ kind }) => kind === "HTTP");
  const byDefault = served.find(({ stage }) => isHttpApi && stage.name === "$default");
  if (byDefault) return { deployment: byDefault, request: { ...request, path: request.fullPath, basePath: null } };
  return isHttpApi ? "no stage" : null;
};

/** Nothing is built from a Host; its port is that of some listener in front of this one. */
const hostOf = (domainName: string) => {
  const name = domainName.toLowerCase().replace(/:\d+$/, "");
  return name === "127.0.0.1" || name === "[::1]" ? "localhost" : name;
};

const longestFirst = (mappings: ApisFile["domains"][number]["mappings"]) =>
  mappings.toSorted((one, other) => other.basePath.length - one.basePath.length);

const startsWith = (path: string, base: string) => base === "" || path === `/${base}` || path.startsWith(`/${base}/`);

/** Several slashes behind the base path or the stage are one, as ARNs have it: what is judged is what goes on. */
const rest = (path: string, base: string) =>
  base === "" ? path : pathWithoutExtraSlashes(path.slice(base.length + 1)) || "/";
