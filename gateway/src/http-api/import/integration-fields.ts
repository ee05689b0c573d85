import type { Mapped } from "./objection.ts";

/** What an integration may refer to in its route. */
export interface Surroundings {
  readonly route: Mapped["route"];
  /** Milliseconds. */
  readonly timeout: number;
}

/** Of REST APIs, and without consequence for an integration that hands requests and answers on. */
export const ignoredFields: readonly string[] = [
  "passthroughBehavior",
  "responses",
  "cacheKeyParameters",
  "cacheNamespace",
];

/** What every integration may hold: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html. */
export const knownFields: readonly string[] = [
  ...["type", "httpMethod", "uri", "connectionType", "requestParameters", "responseParameters", "timeoutInMillis"],
  ...["payloadFormatVersion", ...ignoredFields],
];
