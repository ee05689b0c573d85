import type { Answer } from "../answer.ts";
import type { ClientRequest } from "../request/client-request.ts";
import type { Cors } from "./api.ts";
import { corsHeaders } from "./cors/cors-headers.ts";
import { originOf } from "./cors/origin.ts";

/**
 * Puts on an answer what the API says itself: the request's id and, where CORS is configured, its CORS headers in place
 * of the backend's. Unconfirmed: that they stand on the API's own refusals, too, an authorizer's 401 among them.
 */
export const finished = (answer: Answer, request: ClientRequest, cors: Cors | null): Answer =>
  named(cors ? withCors(answer, request, cors) : answer, request);

const withCors = ({ status, headers, body }: Answer, request: ClientRequest, cors: Cors): Answer => ({
  status,
  headers: [
    ...headers.filter(([name]) => !name.startsWith("access-control-")),
    ...corsHeaders(cors, originOf(request)),
  ],
  body,
});

const idHeader = "apigw-requestid";

/** The header by which every answer of an HTTP API names its request, whatever the backend says. */
export const named = ({ status, headers, body }: Answer, { extendedRequestId }: ClientRequest): Answer => ({
  status,
  headers: [...headers.filter(([name]) => name !== idHeader), [idHeader, extendedRequestId]],
  body,
});
