import type { Request, RequestHandler } from "express";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { RefusedRequest } from "../requests/refused-request.ts";

type Endpoint = (idp: Idp, idps: Idps) => RequestHandler;

/** An endpoint for forms of these pages alone: what another site has a browser send is refused. */
export const fromOurPages =
  (endpoint: Endpoint): Endpoint =>
  (idp, idps) => {
    const answer = endpoint(idp, idps);
    return (request, response, next) => {
      sameOrigin(idp, request);
      return answer(request, response, next);
    };
  };

/**
 * Browsers name the origin in every POST, and where they also send Sec-Fetch-Site it must agree (Fetch standard, 3.1;
 * Fetch Metadata Request Headers, 2.3).
 * @throws {RefusedRequest}
 */
const sameOrigin = ({ urls }: Pick<Idp, "urls">, request: Request) => {
  const { origin } = new URL(urls.singleSignOn);
  const hint = `Open the page at ${origin} and send its form from there.`;
  const [from = "none", site = "same-origin"] = [request.get("origin"), request.get("sec-fetch-site")];
  if (from !== origin) throw new RefusedRequest({ subject: "header Origin", expected: origin, received: from, hint });
  if (site !== "same-origin")
    throw new RefusedRequest({ subject: "header Sec-Fetch-Site", expected: "same-origin", received: site, hint });
};
