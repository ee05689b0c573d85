import type { ClientRequest } from "./client-request.ts";

/** The first label of the Host that the client named: `localhost` of `localhost:8080`. */
export const domainPrefix = ({ domainName }: Pick<ClientRequest, "domainName">): string =>
  domainName.split(/[.:]/)[0] ?? "";
