import type { Headers } from "../../request/headers.ts";
import type { Exchange } from "../exchange.ts";

/** An exchange whose integration knows what to send: nothing of the client's is in it that only the gateway may say. */
export interface Mapped extends Exchange {
  /** The client's headers that go on. */
  readonly headers: Headers;
  /** What the route's mappings set; an absent source is an absent entry. */
  readonly mapped: {
    /** Ready to stand in a header: a character for each byte. */
    readonly header: Headers;
    /** Decoded. */
    readonly querystring: Headers;
    /** Ready to stand in a path: raw where it was raw in the client's path, percent-encoded otherwise. */
    readonly path: Readonly<Record<string, string>>;
  };
}
