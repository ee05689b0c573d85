import type { ClientRequest } from "../../request/client-request.ts";

/** The origin of the page that a browser sends a request for. */
export const originOf = ({ headers }: Pick<ClientRequest, "headers">): string | undefined =>
  headers.find(([name]) => name.toLowerCase() === "origin")?.[1];
