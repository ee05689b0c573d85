import { CannotStart } from "@gatehouse/http/main.ts";
import { isProtected, setByTheFront } from "./header-names.ts";

/** A route, and the headers that it expects a client to send. */
export interface Waiting {
  /** `config/api.yaml:12`. */
  readonly place: string;
  readonly headers: readonly string[];
}

/**
 * Finds routes that wait for a client's header which the gateway never lets in: it would be absent for ever, and with it
 * the route refused or its mapping empty.
 * @throws {CannotStart} naming the operation and the header.
 */
export const requireArrivingHeaders = (routes: readonly Waiting[]): void => {
  for (const { place, headers } of routes) {
    const waiting = headers.find((name) => isProtected(name) && !setByTheFront.has(name.toLowerCase()));
    if (waiting !== undefined)
      throw new CannotStart(
        `${place}: ${waiting} is a header by which the gateway speaks to services; a client's own never arrives, so take another name`,
      );
  }
};
