import type {
  Answering,
  Beginning,
  BeginningSession,
  Choice,
  EndedSession,
  Entry,
  Fault,
  Misbehaving,
  OfIdp,
  Registering,
  Regrouping,
  RollingOver,
  ServiceProvider,
  Session,
  SettingClock,
  SignIn,
} from "./control-api.ts";
import { asking } from "./request.ts";

/** The mock identity provider at a URL: one function for each operation. @throws {IdpMockRefused} @throws {IdpMockUnreachable} */
export const idpMock = (url: string, options: Parameters<typeof asking>[1] = {}) => {
  const { post, get, end } = asking(url, options);
  return {
    /** The next sign-in at that identity provider goes through as this person, without a page. */
    nextSignIn: (choice: Choice) => post<Choice>("next-sign-in", choice),
    /** What answers one request, or begins a sign-in that nobody asked for: forms to post to the service provider. */
    signIn: (choice: Answering | Beginning) => post<SignIn>("sign-ins", choice),
    /** From now on the person is in these groups and in no others. */
    groups: (given: Regrouping) => post<Omit<Regrouping, "idp">>("groups", given),
    /** What goes wrong from now on, in each sign-in of a person or with the whole identity provider. */
    misbehave: (given: Misbehaving) => post<Misbehaving>("faults", given),
    /** Every way to misbehave, and who always does. */
    faults: () => get<{ readonly faults: readonly Fault[]; readonly always: readonly Misbehaving[] }>("faults"),
    /** By how much its clock is wrong. */
    clock: (given: SettingClock) => post<SettingClock & { readonly now: string }>("clock", given),
    /** A step of rolling over to the next signing key. The certificates that are published: first the one it signs with. */
    keys: (given: RollingOver) =>
      post<{ readonly idp: string; readonly phase: string; readonly certificates: readonly string[] }>("keys", given),
    /** Registers a service provider, or changes how it is registered. */
    register: (given: Registering) =>
      post<{ readonly idp: string; readonly serviceProviders: readonly ServiceProvider[] }>("service-providers", given),
    /** Who is signed in; without `idp`, at all identity providers. */
    sessions: (given: OfIdp = {}) => get<{ readonly sessions: readonly Session[] }>("sessions", given),
    /** A session of a person, at no service provider yet. */
    beginSession: (given: BeginningSession) => post<Session>("sessions", given),
    /** Ends a session: LogoutRequests for a browser to post, one for each service provider that was visited. */
    endSession: (id: string) => end<EndedSession>("sessions", id),
    /** What was received and sent, the newest last. @param since number of an entry: those after it */
    log: (given: OfIdp & { readonly since?: number | undefined } = {}) =>
      get<{ readonly entries: readonly Entry[] }>("log", given),
    /** As it was at the start, but for the keys; without `idp`, all identity providers. */
    reset: (given: OfIdp = {}) => post<{ readonly reset: readonly string[] }>("reset", given),
  };
};

export type IdpMock = ReturnType<typeof idpMock>;
