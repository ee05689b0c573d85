import { types } from "node:util";

export interface ReportedError {
  readonly errorType: string;
  readonly errorMessage: string;
}

/**
 * What Lambda reports of what a handler threw: errors by name and message, anything else by its type and text.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client (src/Errors.js, toRapidResponse)
 */
export const reportedError = (thrown: unknown): ReportedError => {
  try {
    if (types.isNativeError(thrown) || looksLikeError(thrown))
      return { errorType: String(thrown.name), errorMessage: String(thrown.message) };
    return { errorType: typeof thrown, errorMessage: (thrown as object).toString() };
  } catch {
    return {
      errorType: "handled",
      errorMessage:
        "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
    };
  }
};

/** An error of another thread or realm is not a native one here. */
const looksLikeError = (thrown: unknown): thrown is Error => {
  const { name, message, stack } = (thrown ?? {}) as Partial<Record<keyof Error, unknown>>;
  return [name, message, stack].every((part) => typeof part === "string" && part !== "");
};
