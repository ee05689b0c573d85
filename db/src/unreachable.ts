/** Ways in which a connection fails or breaks: node:net, pg and knex each have their own. */
const causes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENOENT",
]);

/**
 * SQLSTATEs of a server that cannot serve now: connection exceptions (08), too many connections and out of resources
 * (53), cancelled by a time-out (57014), shutting down or starting up (57P0x), a lock not had in time (55P03), and a
 * standby that cannot write (25006). https://www.postgresql.org/docs/17/errcodes-appendix.html
 */
const states = /^(08...|53...|57014|57P0[1-5]|55P03|25006)$/;

/** pg gives these no code; knex puts the statement before them. */
const messages =
  /(^| - )(Query read timeout|Connection terminated|timeout expired|timeout exceeded|Connection ended|Client has encountered a connection error)/;

/** Whether a query failed because the database cannot be had at the moment: what a service answers with 503. */
export const isUnreachable = (error: unknown): boolean => {
  if (typeof error !== "object" || error === null) return false;
  const { code, name, message, errors } = error as { [member: string]: unknown };
  if (typeof code === "string" && (causes.has(code) || states.test(code))) return true;
  if (name === "KnexTimeoutError" || messages.test(String(message))) return true;
  // Several addresses of one host failed: node:net reports them together.
  return Array.isArray(errors) && errors.some(isUnreachable);
};
