import type { Destination } from "../../forwarder/destination.ts";
import type { Mapped } from "../mapping/mapped.ts";

/** Where an integration sends requests. */
export interface Target {
  readonly destination: Destination;
  /** The Host that the backend sees. */
  host(mapped: Mapped): string;
  /** The path that one request goes to, without its query. */
  path(mapped: Mapped): string;
}
