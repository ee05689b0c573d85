import type { ApiRequest } from "../../request/client-request.ts";

/** What the client sent under a name; of several, the last. A mapping that replaces it towards the backend is no matter. */
export const clientHeader = ({ headers }: Pick<ApiRequest, "headers">, wanted: string): string | undefined =>
  headers.findLast(([name]) => name.toLowerCase() === wanted)?.[1];
