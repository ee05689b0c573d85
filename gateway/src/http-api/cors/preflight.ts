import type { Answer } from "../../answer.ts";
import type { ApiRequest } from "../../request/client-request.ts";
import type { Cors } from "../api.ts";
import { named } from "../finished.ts";
import { preflightHeaders } from "./cors-headers.ts";
import { originOf } from "./origin.ts";

/**
 * What an API with CORS answers to OPTIONS where no route takes it; null for any other request. A route does take it
 * when it is one of OPTIONS or of every method, `$default` included, and then its authorizer and its backend answer:
 * an open `OPTIONS /{proxy+}` beside it keeps preflights from them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export const preflight = (cors: Cors | null, request: ApiRequest): Answer | null =>
  cors && request.method === "OPTIONS"
    ? named({ status: 204, headers: preflightHeaders(cors, originOf(request)), body: null }, request)
    : null;
