import { CannotStart } from "@gatehouse/http/main.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import { watchedSend } from "../../facts/watched-call.ts";
import type { Backends } from "../../forwarder/backends.ts";
import { destination } from "../../forwarder/destination.ts";
import type { VpcLink } from "../../settings.ts";
import type { HttpProxy, Route } from "../api.ts";
import type { Integrate } from "./integrate.ts";
import { requestHeaders } from "./request-headers.ts";
import { responseHeaders } from "./response-headers.ts";
import { uriTemplate } from "./uri-template.ts";

/** What HTTP_PROXY needs of the world. */
export interface HttpProxyWorld {
  readonly backends: Backends;
  readonly vpcLink: VpcLink;
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * HTTP_PROXY: the client's request goes on to the uri, and the answer comes back, both as streams.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 * @throws {CannotStart} naming the operation whose uri cannot be used.
 */
export const httpProxy = (
  integration: HttpProxy,
  route: Pick<Route, "place">,
  { backends, vpcLink, variables }: HttpProxyWorld,
): Integrate => {
  const template = uriTemplate(withStageVariables(integration.uri, variables), integration, route);
  const to = destination(template.origin, integration.connection, vpcLink);
  if ("fault" in to) throw new CannotStart(`${route.place}: uri: ${to.fault}`);
  const send = backends.to(to);
  return async (exchange, abort, calls) => {
    const { request } = exchange;
    const outgoing = {
      method: integration.httpMethod === "ANY" ? request.method : integration.httpMethod,
      target: template.target(exchange),
      headers: requestHeaders(exchange, template.host),
      client: request.body,
      timeout: integration.timeout,
    };
    const watched = watchedSend(send, to.origin, (call) => {
      calls.integration = call;
    });
    const { status, headers, body } = await watched(outgoing, abort);
    return { status, headers: [...responseHeaders(headers), ...length(headers)], body };
  };
};

/** The body is not changed, so its length is the backend's; the client may size its buffers by it. */
const length = (headers: readonly (readonly [string, string])[]) => {
  const given = headers.find(([name]) => name.toLowerCase() === "content-length");
  return given ? [["Content-Length", given[1]] as const] : [];
};
