/** Looks up a function by its resolved ARN and invokes it with an event, as Lambda's Invoke API does. */
export type InvokeFunction = (functionArn: string, event: unknown, timeout: number) => Promise<FunctionOutcome>;

/** `error` carries the `errorMessage` that Lambda would report; `unavailable` means it could not be invoked at all. */
export type FunctionOutcome =
  | { readonly kind: "result"; readonly value: unknown }
  | { readonly kind: "error"; readonly errorMessage: string; readonly errorType: string }
  | { readonly kind: "timeout" }
  | { readonly kind: "unavailable"; readonly reason: string };
