/**
 * API Gateway supports algorithms based on RSA only. Unconfirmed: PS256 and its like, which are not taken.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export const rsaAlgorithms: readonly string[] = ["RS256", "RS384", "RS512"];
