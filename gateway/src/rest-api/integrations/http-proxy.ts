import { limitedAnswer } from "../../forwarder/limited-answer.ts";
import type { Headers } from "../../request/headers.ts";
import type { HttpProxy, Route } from "../api.ts";

import type { Integrate } from "./integrate.ts";
import { requestHeaders } from "./request-headers.ts";
import { responseHeaders } from "./response-headers.ts";
import { longestSilence, waitLonger } from "./streaming.ts";
import { type HttpWorld, targetOf } from "./target-of.ts";
import { queryOf } from "./uri-template.ts";

/**
 * HTTP_PROXY: the client's request goes on to the uri, and the answer comes back, both as streams.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html
 * @throws {CannotStart} naming the operation whose uri cannot be used.
 */
export const httpProxy = (integration: HttpProxy, route: Pick<Route, "place">, world: HttpWorld): Integrate => {
  const { template, to, send } = targetOf(integration, route, world);
  const isStream = integration.transferMode === "STREAM";
  return async (mapped, abort, calls) => {
    const { request } = mapped;
    if (isStream) waitLonger(request.body);
    const outgoing = {
      method: integration.httpMethod === "ANY" ? request.method : integration.httpMethod,
      // The client's query goes on byte for byte; mapped parameters are appended to it.
      target: template.target({
        path: mapped.mapped.path,
        query: [request.query, ...queryOf(mapped.mapped.querystring)],
      }),
      headers: requestHeaders(mapped, { client: mapped.headers, set: mapped.mapped.header, host: template.host }),
      client: request.body,
      timeout: integration.timeout,
      ...(isStream ? { silence: longestSilence } : {}),
    };
    const { status, headers, body } = await send(calls)(outgoing, abort);
    const answered = isStream ? body : limitedAnswer(headers, body, to);
    return { status, headers: [...responseHeaders(headers), ...length(headers)], body: answered };
  };
};

/** The body is not changed, so its length is the backend's; the client may size its buffers by it. */
const length = (headers: Headers): Headers => {
  const given = headers.find(([name]) => name.toLowerCase() === "content-length");
  return given ? [["Content-Length", given[1]] as const] : [];
};
