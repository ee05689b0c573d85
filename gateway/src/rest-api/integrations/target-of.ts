import { CannotStart } from "@gatehouse/http/main.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import type { Calls } from "../../facts/facts.ts";
import { watchedSend } from "../../facts/watched-call.ts";
import type { Backends, Send } from "../../forwarder/backends.ts";
import { type Destination, destination } from "../../forwarder/destination.ts";
import type { VpcLink } from "../../settings.ts";
import type { HttpTarget, Route } from "../api.ts";
import { type UriTemplate, uriTemplate } from "./uri-template.ts";

/** What integrations over HTTP need of the world. */
export interface HttpWorld {
  readonly backends: Backends;
  readonly vpcLink: VpcLink;
  readonly variables: Readonly<Record<string, string>>;
}

/** A service, ready to be asked. */
export interface Target {
  readonly template: UriTemplate;
  readonly to: Destination;
  /** Notes in `calls` how it went. */
  readonly send: (calls: Calls) => Send;
}

/** @throws {CannotStart} naming the operation whose uri cannot be used. */
export const targetOf = (
  target: HttpTarget,
  route: Pick<Route, "place">,
  { backends, vpcLink, variables }: HttpWorld,
): Target => {
  const template = uriTemplate(withStageVariables(target.uri, variables), target, route);
  const found = destination(template.origin, target.connection, vpcLink);
  if ("fault" in found) throw new CannotStart(`${route.place}: uri: ${found.fault}`);
  const to = { ...found, skipsVerification: target.skipsVerification };
  const send = backends.to(to);
  return {
    template,
    to,
    send: (calls) =>
      watchedSend(send, to.origin, (call) => {
        calls.integration = call;
      }),
  };
};
