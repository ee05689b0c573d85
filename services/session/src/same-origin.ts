import type { IncomingMessage } from "node:http";
import { failure } from "@gatehouse/http/failure.ts";

export const NotSameOrigin = failure("NotSameOrigin", 403, "This request must come from a page of this site.");

type Headers = Pick<IncomingMessage, "headersDistinct">;

/**
 * Requires the proof that a page of this origin sent the request with a script: the header `X-CSRF: 1`, which other
 * origins cannot add without a preflight, and `Origin` and `Sec-Fetch-Site`, where present, agreeing.
 * @throws {NotSameOrigin}
 */
export const requireScript = (request: Headers, publicUrl: string): void => {
  if (!only(request, "x-csrf", "1")) throw new NotSameOrigin();
  requireOrigin(request, publicUrl);
};

/**
 * Requires what a form of this origin proves as well: browsers send `Origin` with every POST; where there is none the
 * caller is no browser, or must have added `X-CSRF: 1`.
 * @throws {NotSameOrigin}
 */
export const requireScriptOrForm = (request: Headers, publicUrl: string): void => {
  if (request.headersDistinct.origin === undefined) requireScript(request, publicUrl);
  else requireOrigin(request, publicUrl);
};

const requireOrigin = (request: Headers, publicUrl: string) => {
  const { origin, "sec-fetch-site": site } = request.headersDistinct;
  if (origin !== undefined && !only(request, "origin", new URL(publicUrl).origin)) throw new NotSameOrigin();
  if (site !== undefined && !only(request, "sec-fetch-site", "same-origin")) throw new NotSameOrigin();
};

/** Whether the header was sent once and says this. */
const only = ({ headersDistinct }: Headers, name: string, value: string) =>
  headersDistinct[name]?.length === 1 && headersDistinct[name][0] === value;
