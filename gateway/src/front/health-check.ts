/**
 * Whether a path is one of those that API Gateway keeps for its own health checks.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
 */
export const isHealthCheck = (path: string | null): boolean => path === "/ping" || path === "/sping";
