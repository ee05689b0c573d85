import { CannotStart } from "@gatehouse/http/main.ts";
import { matchesWildcard } from "@gatehouse/iam-policy/wildcard.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import type { Targets } from "../../apis/targets.ts";
import { destination } from "../../forwarder/destination.ts";
import type { VpcLink } from "../../settings.ts";
import type { Route, VpcLinkConnection } from "../api.ts";
import { isTargetArn, targetArns } from "../target-arn.ts";
import type { Target } from "./target.ts";

interface World {
  readonly vpcLink: VpcLink;
  readonly targets: Targets;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The listener or the Cloud Map service behind a VPC link. It gets the request's path with a named stage in front, and
 * the path of a mapping as it is. Unconfirmed: the Host, which is taken to be the one that the client named.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 * @throws {CannotStart} where the uri, with its stage variables, is no such ARN, or has no target.
 */
export const vpcLinkTarget = (
  connection: VpcLinkConnection,
  { place }: Pick<Route, "place">,
  { vpcLink, targets, variables }: World,
): Target => {
  const { serverName } = connection;
  const arn = withStageVariables(connection.arn, variables);
  if (!isTargetArn(arn)) throw new CannotStart(`${place}: uri: expected ${targetArns}, received ${arn}`);
  const origin = originFor(targetFor(arn, targets, place), serverName);
  const to = destination(origin, connection, vpcLink);
  if ("fault" in to) throw new CannotStart(`${place}: the target of ${arn}: ${to.fault}`);
  return {
    destination: serverName ? { ...to, serverName } : to,
    host: ({ request }) => request.domainName,
    path: ({ request, stage, path }) => path ?? `${stage.name === "$default" ? "" : `/${stage.name}`}${request.path}`,
  };
};

/** The whole ARN goes before patterns, of which one alone may match. */
const targetFor = (arn: string, targets: Targets, place: string): string => {
  if (Object.hasOwn(targets, arn)) return targets[arn] ?? "";
  const matching = Object.keys(targets).filter((pattern) => matchesWildcard(pattern, arn));
  const [pattern, ...more] = matching;
  if (pattern === undefined) throw new CannotStart(`${place}: uri: the stage has no target for ${arn}`);
  if (more.length > 0) throw new CannotStart(`${place}: uri: ${arn} has several targets: ${matching.join(" and ")}`);
  return targets[pattern] ?? "";
};

/** A plain name is reached as AWS reaches the backend: by TLS where a server name is to be verified. */
const originFor = (target: string, serverName: string | null) =>
  target.includes("://") ? target : `${serverName ? "https" : "http"}://${target}`;
