import type { Answer } from "../../answer.ts";
import type { Targets } from "../../apis/targets.ts";
import { watchedSend } from "../../facts/watched-call.ts";
import type { Backends } from "../../forwarder/backends.ts";
import { wholeAnswer } from "../../forwarder/limited-answer.ts";
import type { VpcLink } from "../../settings.ts";
import type { HttpProxy, Route } from "../api.ts";
import { looksInside } from "../mapping/map-response.ts";
import type { Integrate } from "./integrate.ts";
import { internetTarget } from "./internet-target.ts";
import { requestHeaders } from "./request-headers.ts";
import { responseHeaders } from "./response-headers.ts";
import { vpcLinkTarget } from "./vpc-link-target.ts";

/** What HTTP_PROXY needs of the world. */
export interface HttpProxyWorld {
  readonly backends: Backends;
  readonly vpcLink: VpcLink;
  readonly targets: Targets;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * HTTP_PROXY: the client's request goes on, and the answer comes back, both as streams but for an answer that
 * a mapping looks into.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
 * @throws {CannotStart} naming the operation whose uri leads nowhere.
 */
export const httpProxy = (integration: HttpProxy, route: Route, world: HttpProxyWorld): Integrate => {
  const { connection } = integration;
  const target =
    connection.type === "VPC_LINK" ? vpcLinkTarget(connection, route, world) : internetTarget(connection, route, world);
  const send = world.backends.to(target.destination);
  return async (mapped, abort, calls): Promise<Answer> => {
    const { request, query } = mapped;
    const path = target.path(mapped);
    const watched = watchedSend(send, target.destination.origin, (call) => {
      calls.integration = call;
    });
    const outgoing = {
      method: integration.httpMethod === "ANY" ? request.method : integration.httpMethod,
      target: query === "" ? path : `${path}?${query}`,
      headers: requestHeaders(mapped, target),
      client: request.body,
      timeout: integration.timeout,
    };
    const { status, headers, body } = await watched(outgoing, abort);
    const answered = looksInside(status, integration) ? await wholeAnswer(headers, body, target.destination) : body;
    return { status, headers: responseHeaders(headers), body: answered };
  };
};
