import express, { type Express, type RequestHandler } from "express";
import { controlGroups } from "./endpoints/control-groups.ts";
import { controlNextSignIn } from "./endpoints/control-next-sign-in.ts";
import { metadata } from "./endpoints/metadata.ts";
import { people } from "./endpoints/people.ts";
import { signIn } from "./endpoints/sign-in.ts";
import { ssoOverPost, ssoOverRedirect } from "./endpoints/sso.ts";
import { start } from "./endpoints/start.ts";
import { style } from "./endpoints/style.ts";
import type { Idp } from "./idp.ts";
import { statusPage } from "./pages/status-page.ts";

const form = express.urlencoded({ extended: false, limit: "256kb", parameterLimit: 10 });
const json = express.json({ limit: "10kb" });

type Route = readonly [method: "get" | "post", path: string, body: RequestHandler[], (idp: Idp) => RequestHandler];

const routes: readonly Route[] = [
  ["get", "/", [], start],
  ["get", "/style.css", [], style],
  ["get", "/metadata", [], metadata],
  ["get", "/sso", [], ssoOverRedirect],
  ["post", "/sso", [form], ssoOverPost],
  ["post", "/sign-in", [form], signIn],
  ["get", "/people", [], people],
  ["post", "/control/next-sign-in", [json], controlNextSignIn],
  ["post", "/control/groups", [json], controlGroups],
];

/** Puts every endpoint in its place; other methods get 405, other paths 404. */
export const mount = (app: Express, idp: Idp) => {
  for (const [method, path, body, endpoint] of routes) app[method](path, ...body, endpoint(idp));
  for (const path of new Set(routes.map(([, path]) => path))) app.all(path, notAllowed(path));
  app.use((_request, response) => void response.status(404).type("html").send(statusPage(404)));
};

const notAllowed = (path: string): RequestHandler => {
  const methods = routes.filter(([, other]) => other === path).map(([method]) => method.toUpperCase());
  const allow = methods.includes("GET") ? ["HEAD", ...methods] : methods;
  return (_request, response) =>
    void response.status(405).set("Allow", allow.join(", ")).type("html").send(statusPage(405));
};
