import { createServer, type RequestListener, type Server } from "node:http";

/**
 * For how long an idle connection is kept, in milliseconds: longer than those who call keep theirs (60 s is usual, AWS's
 * load balancers among them), so that it is they who close it. With Node's five seconds a request now and then meets a
 * connection that is being closed under it.
 */
export const idleTime = 72_000;

/** The server of a part that only this system's own parts, and browsers on this machine, reach. */
export const httpServer = (handle: RequestListener): Server => createServer({ keepAliveTimeout: idleTime }, handle);
