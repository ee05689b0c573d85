import type { Headers } from "../../request/headers.ts";
import type { Exchange } from "../exchange.ts";

/** An exchange whose integration knows what to send: nothing of the client's is in it that only the gateway may say. */
export interface Mapped extends Exchange {
  /** The client's headers as the route's mappings left them. */
  readonly headers: Headers;
  /** The client's query as the route's mappings left it, percent-encoded, without `?`. */
  readonly query: string;
  /** What stands in place of the request's path, ready to be sent; null where no mapping says so. */
  readonly path: string | null;
}
