import { Failure } from "@gatehouse/http/failure.ts";
import { NotAuthorized } from "../challenges/failures.ts";
import { openSetUp } from "../challenges/set-up-at-page.ts";
import type { AskedChallenge, Place, SignedIn, SignInStep } from "../challenges/sign-in-step.ts";
import { mfaSetupPage } from "../pages/mfa-setup-page.ts";
import { newPasswordPage, softwareTokenPage } from "../pages/password-pages.ts";
import { answerLocation } from "../sign-in/answer-location.ts";
import { beginSession } from "../sign-in/begin-session.ts";
import { outcomeOf } from "../sign-in/outcome.ts";
import { setUp } from "../software-tokens/associate.ts";
import { attemptOf } from "../trace/attempt-of.ts";
import type { User } from "../user.ts";
import { newCookieValue, sessionCookie, setSessionCookie } from "./cookies.ts";
import { showLogin } from "./login.ts";
import { contextOf, type PageVisit, refusalText, show, traceSignIn } from "./page-visit.ts";
import { recordRefusal } from "./traced.ts";

/** Tells why a sign-in goes no further, to its trace and to the person. @throws what is no refusal */
export const refused = async (visit: PageVisit, error: unknown): Promise<string> => {
  const text = refusalText(error, visit);
  const outcome = outcomeOf(error);
  if (outcome) await recordRefusal(visit.response, outcome, visit.world);
  return text;
};

/** Whether a challenge can be answered no more, and the sign-in begins anew. What was merely mistyped can be typed again. */
export const isOver = (error: unknown) => error instanceof Failure && error.code === new NotAuthorized().code;

/** @param session of the challenge that the request answers */
export const placeOf = ({ pool, authorization: { client } }: PageVisit, session?: string): Place => ({
  pool,
  client,
  by: "domain",
  session: session || undefined,
});

interface Answering {
  readonly session: string;
  readonly answer: (place: Place) => Promise<SignInStep>;
  /** Shows the page again on which the answer was mistyped. */
  readonly again: (alert: string) => Promise<void> | void;
}

/** Answers a challenge of a sign-in, and goes on with it, anew where the challenge can be answered no more. */
export const answerAtPage = async (visit: PageVisit, { session, answer, again }: Answering): Promise<void> => {
  traceSignIn(visit, session);
  try {
    await goOn(visit, await answer(placeOf(visit, session)));
  } catch (error) {
    const alert = await refused(visit, error);
    await (isOver(error) ? showLogin(visit, { hint: undefined, alert }, 401) : again(alert));
  }
};

/** Goes on with a sign-in: to the page of what is asked next, or back to the application. */
export const goOn = async (visit: PageVisit, step: SignInStep): Promise<void> =>
  "signedIn" in step ? await toApplication(visit, step.signedIn) : await showChallenge(visit, step.challenge);

const toApplication = async ({ request, response, authorization, world }: PageVisit, signedIn: SignedIn) => {
  const cookie = newCookieValue();
  const { trace } = response.locals;
  const begun = { authorization, signedIn, cookie, lastCookie: sessionCookie(request), trace };
  const code = await beginSession(begun, world);
  const location = await answerLocation({ to: authorization, client: authorization.client, code }, world);
  setSessionCookie(response, cookie);
  response.locals.reason = `${signedIn.user.username} signed in`;
  response.redirect(302, location);
};

/** The sign-in goes on with whatever request answers the challenge. */
const traceChallenge = async ({ response, authorization, world }: PageVisit, session: string) => {
  const { trace } = response.locals;
  trace.reached("challenged");
  const pendingUntil = new Date(world.now().getTime() + authorization.client.authSession * 1000);
  trace.learned({ attemptId: attemptOf(session), pendingUntil });
  await world.attempts.record(trace.leg());
};

const showChallenge = async (visit: PageVisit, { name, session, parameters }: AskedChallenge) => {
  await traceChallenge(visit, session);
  if (name === "SOFTWARE_TOKEN_MFA") return show(visit, softwareTokenPage({ ...contextOf(visit), session }));
  if (name === "NEW_PASSWORD_REQUIRED") {
    const attributes = requiredOf(parameters);
    return show(visit, newPasswordPage({ ...contextOf(visit), session, attributes }));
  }
  if (name === "MFA_SETUP") {
    const begun = await setUp(placeOf(visit, session), { session }, visit.world);
    return await showMfaSetup(visit, { session: begun.session });
  }
  const alert = `The pool asks for ${name}, for which it has no page. Your application may have one.`;
  await showLogin(visit, { hint: undefined, alert }, 401);
};

interface SettingUp {
  readonly session: string;
  readonly name?: string | undefined;
  readonly alert?: string | undefined;
}

/** @throws {NotAuthorized} for a session that is not good any more */
export const showMfaSetup = async (visit: PageVisit, facts: SettingUp, status = 200) => {
  const { user, secret } = await openSetUp(placeOf(visit), facts.session, visit.world);
  const issuer = new URL(visit.world.publicUrl).hostname;
  show(visit, mfaSetupPage({ ...contextOf(visit), ...facts, secret, issuer, account: accountOf(visit, user) }), status);
};

/** By what the user signs in; the username may be a UUID that the user has never seen. */
const accountOf = ({ pool }: PageVisit, { attributes, username }: User) =>
  pool.usernameAttributes.map((name) => attributes[name]).find((value) => value !== undefined) ?? username;

/** `["userAttributes.given_name"]` */
const requiredOf = ({ requiredAttributes = "[]" }: AskedChallenge["parameters"]): string[] =>
  (JSON.parse(requiredAttributes) as string[]).map((name) => name.replace("userAttributes.", ""));
