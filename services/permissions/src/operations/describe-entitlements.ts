import { z } from "zod";
import { type Operation, operation } from "../operation.ts";

/** `GET /entitlements/openapi.json`: the document of this API. */
export const describeEntitlements = (document: () => object): Operation =>
  operation({
    id: "describeEntitlements",
    summary: "Read this API's OpenAPI document",
    params: z.object({}),
    answers: { 200: z.looseObject({ openapi: z.string() }) },
    run: async () => ({ status: 200, body: document() }),
  });
