import { type Field, integer, isGiven } from "../../openapi/field.ts";

/** Seconds in `authorizerResultTtlInSeconds`: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html. */
export const resultTtlIn = (field: Field): number => (isGiven(field) ? integer(field, { from: 0, to: 3600 }) : 300);
