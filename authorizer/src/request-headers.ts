import type { APIGatewayRequestAuthorizerEvent } from "@gatehouse/lambda/events.ts";

/**
 * Every value of a header, whatever the case of its name. `headers` keeps only the last one, so it is read only where
 * `multiValueHeaders` is missing, as in events made by hand.
 */
export const headerValues = (
  { headers, multiValueHeaders }: Pick<APIGatewayRequestAuthorizerEvent, "headers" | "multiValueHeaders">,
  name: string,
): readonly string[] =>
  Object.entries(multiValueHeaders ?? headers ?? {})
    .filter(([spelled]) => spelled.toLowerCase() === name)
    .flatMap(([, value]) => value ?? []);
