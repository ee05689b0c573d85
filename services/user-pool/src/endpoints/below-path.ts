import type { CookieOptions, Request, RequestHandler, Response } from "express";

type SetCookie = (name: string, value: unknown, options: CookieOptions) => Response;

/**
 * Endpoints name paths and set cookies as if their domain had its host for itself. At a path-based domain this puts both
 * below its path. The name of a cookie tells the domains of one host apart, as a path does not: browsers send those of
 * the shorter path, too.
 */
export const belowPath: RequestHandler = (request, response, next) => {
  const { baseUrl } = request;
  if (baseUrl !== "") {
    const setLocation = response.location.bind(response);
    const setCookie = response.cookie.bind(response) as SetCookie;
    response.location = (url) => setLocation(url.startsWith("/") ? baseUrl + url : url);
    response.cookie = (name: string, value: unknown, options: CookieOptions = {}) =>
      setCookie(cookieNameAt(request, name), value, { ...options, path: pathBelow(baseUrl, options) });
  }
  next();
};

const pathBelow = (baseUrl: string, { path = "/" }: CookieOptions) => (path === "/" ? baseUrl : baseUrl + path);

/** What a cookie is called at the domain of the request. */
export const cookieNameAt = ({ baseUrl }: Request, name: string) =>
  baseUrl === "" ? name : `${name}-${baseUrl.split("/").at(-1)}`;

/** The links and forms of a page. In values quotation marks are escaped, so that none can look like an attribute. */
export const linksBelow = (baseUrl: string, page: string) =>
  page.replaceAll(/(?<= (?:href|action)="|; url=)\/(?!\/)/g, `${baseUrl}/`);
