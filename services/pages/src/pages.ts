import express, { type RequestHandler, Router } from "express";

/** Every option of serve-static, so that none is left to a default. */
const whatIsServed = {
  acceptRanges: false,
  cacheControl: false,
  dotfiles: "deny",
  etag: true,
  extensions: false,
  fallthrough: true,
  index: "index.html",
  lastModified: false,
  redirect: false,
} as const;

/** The files of `folder` under `/app/`, to be read; whatever else is asked for is not there. */
export const pages = (folder: string): Router => {
  const router = Router({ strict: true, caseSensitive: true });
  router.use(readOnly);
  router.get(["/", "/app"], (_request, response) => response.redirect(302, "/app/"));
  router.use("/app/", express.static(folder, whatIsServed));
  router.use((_request, response) => void response.status(404).type("text").send("There is no such page.\n"));
  return router;
};

const readOnly: RequestHandler = ({ method }, response, next) => {
  if (method === "GET" || method === "HEAD") return next();
  response.status(405).set("Allow", "GET, HEAD").type("text").send("Pages can only be read.\n");
};
