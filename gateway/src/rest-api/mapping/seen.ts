import type { Exchange } from "../exchange.ts";

/**
 * What is known about a request when a mapping or a template is evaluated. An integration knows the whole exchange;
 * a gateway response may have to be written before there is a route or an authorization.
 */
export type Seen = Pick<Exchange, "request" | "stage"> &
  Partial<Pick<Exchange, "route" | "pathParameters" | "authorization" | "apiKey">> & {
    /** Only in gateway responses. */
    readonly error?: {
      readonly responseType: string;
      /** Null where AWS has no message; `$context.error.messageString` then reads `null`. */
      readonly message: string | null;
      readonly validationErrorString?: string;
    };
  };
