import type { Answer } from "../answer.ts";
import type { ClientRequest } from "../request/client-request.ts";

/** The headers by which every answer of a REST API names its request. */
export const idHeaders = ({
  requestId,
  extendedRequestId,
}: Pick<ClientRequest, "requestId" | "extendedRequestId">): Answer["headers"] => [
  ["x-amzn-RequestId", requestId],
  ["x-amz-apigw-id", extendedRequestId],
];
