/** A name as a service may read it: CGI-style servers fold `_` and `.` into `-`, and case never counts. */
export const foldedName = (name: string): string => name.toLowerCase().replaceAll(/[_.]/g, "-");

/** RFC 9110 7.6.1, and what older intermediaries treat alike: these end at the gateway. */
export const hopByHop: ReadonlySet<string> = new Set([
  "connection",
  "expect",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** What Connection names ends as well, in lower case. */
export const namedByConnection = (headers: readonly (readonly [name: string, value: string])[]): ReadonlySet<string> =>
  new Set(
    headers.flatMap(([name, value]) =>
      name.toLowerCase() === "connection" ? value.split(",").map((token) => token.trim().toLowerCase()) : [],
    ),
  );

/**
 * Headers by which somebody in front of a service tells it who calls, from where and for what. Only the gateway says
 * so; a client's own copies never arrive. The method overrides would let the authorized method differ from the used one.
 */
const ofTheGateway =
  /^(?:x-(?:user|tenant|auth|identity|entitle\w*|amzn|forwarded|original|rewrite)(?:-.*)?|x-real-ip|forwarded|x-(?:http-)?method(?:-override)?)$/;

/** Whether a client's header of this name is dropped, whichever way it is spelled. */
export const isProtected = (name: string): boolean => ofTheGateway.test(foldedName(name));

const everyClients =
  /^(?:accept|accept-(?:charset|encoding|language)|authorization|cache-control|content-(?:disposition|language|type)|cookie|date|dnt|host|if-.+|origin|pragma|range|referer|sec-.+|user-agent)$/;

/**
 * Whether every client sends a header of this name for its own sake. A mapping replaces it on its own route; on other
 * routes it stays the client's. Any other mapped header is what some service trusts.
 */
export const isOfTheClient = (name: string): boolean => everyClients.test(foldedName(name));

/** Protected headers that the front itself sets, so that every later step finds them. */
export const setByTheFront: ReadonlySet<string> = new Set([
  "x-amzn-trace-id",
  "x-forwarded-for",
  "x-forwarded-port",
  "x-forwarded-proto",
]);
