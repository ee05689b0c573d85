import express, { type Express, type RequestHandler } from "express";
import { controlClock } from "./endpoints/control-clock.ts";
import { controlFaults, controlListFaults } from "./endpoints/control-faults.ts";
import { controlGroups } from "./endpoints/control-groups.ts";
import { controlKeys } from "./endpoints/control-keys.ts";
import { controlLog } from "./endpoints/control-log.ts";
import { controlNextSignIn } from "./endpoints/control-next-sign-in.ts";
import { controlReset } from "./endpoints/control-reset.ts";
import { controlServiceProviders } from "./endpoints/control-service-providers.ts";
import { controlEndSession, controlListSessions, controlSessions } from "./endpoints/control-sessions.ts";
import { controlSignIns } from "./endpoints/control-sign-ins.ts";
import { edit } from "./endpoints/edit.ts";
import { home } from "./endpoints/home.ts";
import { log } from "./endpoints/log.ts";
import { metadata } from "./endpoints/metadata.ts";
import { ownedBy } from "./endpoints/owned-by.ts";
import { people, peopleAgain } from "./endpoints/people.ts";
import { fromOurPages } from "./endpoints/same-origin.ts";
import { sessions } from "./endpoints/sessions.ts";
import { changeSettings, settings } from "./endpoints/settings.ts";
import { signIn } from "./endpoints/sign-in.ts";
import { signOut } from "./endpoints/sign-out.ts";
import { sloOverPost, sloOverRedirect } from "./endpoints/slo.ts";
import { ssoOverPost, ssoOverRedirect } from "./endpoints/sso.ts";
import { start, startForm } from "./endpoints/start.ts";
import { style } from "./endpoints/style.ts";
import { whileItWorks } from "./endpoints/while-it-works.ts";
import type { Idp } from "./idp.ts";
import { statusPage } from "./pages/status-page.ts";
import { notingRefusals } from "./requests/noting-refusals.ts";

const form = express.urlencoded({ extended: false, limit: "256kb", parameterLimit: 10 });
/** The page where a sign-in is edited has two fields for each attribute. */
const longForm = express.urlencoded({ extended: false, limit: "256kb", parameterLimit: 500 });
const json = express.json({ limit: "256kb" });

/** All of this process, the first first. */
export type Idps = readonly [Idp, ...Idp[]];

type Route<Subject> = readonly [
  method: "get" | "post" | "delete",
  path: string,
  body: RequestHandler[],
  endpoint: (subject: Subject, idps: Idps) => RequestHandler,
];

/** Of each identity provider, below `/idps/{name}`; of the first at the root as well. */
const ofEach: readonly Route<Idp>[] = [
  ["get", "/metadata", [], metadata],
  ["get", "/sso", [], whileItWorks(ssoOverRedirect)],
  ["post", "/sso", [form], whileItWorks(ssoOverPost)],
  ["get", "/slo", [], sloOverRedirect],
  ["post", "/slo", [form], sloOverPost],
  ["post", "/sign-out", [form], fromOurPages(signOut)],
  ["get", "/people", [], people],
  ["post", "/people", [longForm], fromOurPages(peopleAgain)],
  ["post", "/edit", [longForm], fromOurPages(edit)],
  ["post", "/sign-in", [longForm], fromOurPages(signIn)],
  ["get", "/start", [], startForm],
  ["post", "/start", [longForm], fromOurPages(start)],
  ["get", "/log", [], log],
  ["get", "/sessions", [], sessions],
  ["get", "/settings", [], settings],
  ["post", "/settings", [longForm], fromOurPages(changeSettings)],
];

/** Of all together. */
const ofAll: readonly Route<Idps>[] = [
  ["get", "/", [], home],
  ["get", "/style.css", [], style],
  ["post", "/control/next-sign-in", [json], controlNextSignIn],
  ["post", "/control/sign-ins", [json], controlSignIns],
  ["post", "/control/groups", [json], controlGroups],
  ["get", "/control/faults", [], controlListFaults],
  ["post", "/control/faults", [json], controlFaults],
  ["post", "/control/clock", [json], controlClock],
  ["post", "/control/keys", [json], controlKeys],
  ["post", "/control/service-providers", [json], controlServiceProviders],
  ["get", "/control/sessions", [], controlListSessions],
  ["post", "/control/sessions", [json], controlSessions],
  ["delete", "/control/sessions/:id", [], controlEndSession],
  ["get", "/control/log", [], controlLog],
  ["post", "/control/reset", [json], controlReset],
];

/** Their refusals come into the journal. */
const noted = ofEach.map(([method, path, body, endpoint]): Route<Idp> => {
  const noting = (idp: Idp, idps: Idps): RequestHandler => {
    const answer = endpoint(idp, idps);
    return (...request) => notingRefusals(idp, () => answer(...request));
  };
  return [method, path, body, noting];
});

/** Puts every endpoint in its place; other methods get 405, other paths 404. */
export const mount = (app: Express, idps: Idps) => {
  const [first] = idps;
  const mounted = [
    ...placed(ofAll, "", idps, idps),
    ...ofOne("", first, idps),
    ...idps.flatMap((idp) => ofOne(`/idps/${idp.name}`, idp, idps)),
  ];
  for (const { method, path, handlers } of mounted) app[method](path, ...handlers);
  for (const path of new Set(mounted.map(({ path }) => path))) app.all(path, notAllowed(methodsAt(path, mounted)));
  app.use((_request, response) => void response.status(404).type("html").send(statusPage(404)));
};

const ofOne = (prefix: string, idp: Idp, idps: Idps) =>
  placed(noted, prefix, idp, idps).map((route) => ({ ...route, handlers: [ownedBy(idp), ...route.handlers] }));

const placed = <Subject>(routes: readonly Route<Subject>[], prefix: string, subject: Subject, idps: Idps) =>
  routes.map(([method, path, body, endpoint]) => ({
    method,
    path: prefix + path,
    handlers: [...body, endpoint(subject, idps)],
  }));

const methodsAt = (path: string, mounted: ReturnType<typeof placed>) =>
  mounted.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());

const notAllowed = (methods: readonly string[]): RequestHandler => {
  const allow = methods.includes("GET") ? ["HEAD", ...methods] : methods;
  return (_request, response) =>
    void response.status(405).set("Allow", allow.join(", ")).type("html").send(statusPage(405));
};
