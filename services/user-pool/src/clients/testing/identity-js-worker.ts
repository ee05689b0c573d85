// amazon-cognito-identity-js in a thread of its own: inside Jest's sandbox its arithmetic takes a hundred times as long.
import { parentPort, workerData } from "node:worker_threads";
import {
  AuthenticationDetails,
  CognitoRefreshToken,
  CognitoUser,
  CognitoUserAttribute,
  CognitoUserPool,
  type CognitoUserSession,
} from "amazon-cognito-identity-js";

const pool = new CognitoUserPool(workerData);

/** Users of this application, signed in or not, as its pages would hold them. */
const users = new Map<string, CognitoUser>();

const userNamed = (name: string): CognitoUser => {
  const user = users.get(name) ?? new CognitoUser({ Username: name, Pool: pool });
  users.set(name, user);
  return user;
};

/** A call in Node's own style of callbacks. */
const called = <Result>(call: (done: (error?: unknown, result?: Result) => void) => void): Promise<Result> =>
  new Promise((resolve, reject) => {
    call((error, result) => (error ? reject(error) : resolve(result as Result)));
  });

const shown = (session: CognitoUserSession) => ({
  valid: session.isValid(),
  id: session.getIdToken().payload,
  access: session.getAccessToken().payload,
  refreshToken: session.getRefreshToken().getToken(),
});

const attribute = ([Name = "", Value = ""]: readonly string[]) => new CognitoUserAttribute({ Name, Value });

/** What a test can ask for. */
const acts = {
  signUp: async (name: string, password: string, attributes: Record<string, string>) => {
    const given = Object.entries(attributes).map(attribute);
    const made = await called<{ userSub: string; userConfirmed: boolean }>((done) =>
      pool.signUp(name, password, given, [], done as never),
    );
    return { sub: made.userSub, confirmed: made.userConfirmed };
  },
  confirm: (name: string, code: string) => called((done) => userNamed(name).confirmRegistration(code, false, done)),
  signIn: (name: string, password: string) =>
    new Promise((resolve, onFailure) => {
      userNamed(name).authenticateUser(new AuthenticationDetails({ Username: name, Password: password }), {
        onSuccess: (session) => resolve(shown(session)),
        onFailure,
        newPasswordRequired: (attributes, required) => resolve({ newPasswordRequired: { attributes, required } }),
        totpRequired: () => resolve({ totpRequired: true }),
      });
    }),
  signInByCustomAuth: (name: string, password: string) =>
    new Promise((resolve, onFailure) => {
      const user = userNamed(name);
      user.setAuthenticationFlowType("CUSTOM_AUTH");
      user.authenticateUser(new AuthenticationDetails({ Username: name, Password: password }), {
        onSuccess: (session) => resolve(shown(session)),
        onFailure,
        customChallenge: (customChallenge) => resolve({ customChallenge }),
      });
    }),
  answerCustomChallenge: (name: string, answer: string) =>
    new Promise((resolve, onFailure) => {
      const onSuccess = (session: CognitoUserSession) => resolve(shown(session));
      userNamed(name).sendCustomChallengeAnswer(answer, { onSuccess, onFailure });
    }),
  completeNewPassword: (name: string, password: string) =>
    new Promise((resolve, onFailure) => {
      const onSuccess = (session: CognitoUserSession) => resolve(shown(session));
      userNamed(name).completeNewPasswordChallenge(password, {}, { onSuccess, onFailure });
    }),
  sendCode: (name: string, code: string) =>
    new Promise((resolve, onFailure) => {
      const onSuccess = (session: CognitoUserSession) => resolve(shown(session));
      userNamed(name).sendMFACode(code, { onSuccess, onFailure }, "SOFTWARE_TOKEN_MFA");
    }),
  refresh: async (name: string, token: string) => {
    const RefreshToken = new CognitoRefreshToken({ RefreshToken: token });
    return shown(await called((done) => userNamed(name).refreshSession(RefreshToken, done)));
  },
  attributes: async (name: string) => {
    const found = await called<CognitoUserAttribute[]>((done) => userNamed(name).getUserAttributes(done as never));
    return Object.fromEntries(found.map((one) => [one.getName(), one.getValue()]));
  },
  changeAttribute: (name: string, attributeName: string, value: string) =>
    called((done) => userNamed(name).updateAttributes([attribute([attributeName, value])], done)),
  changePassword: (name: string, before: string, after: string) =>
    called((done) => userNamed(name).changePassword(before, after, done)),
  forgotPassword: (name: string) =>
    new Promise((onSuccess, onFailure) => userNamed(name).forgotPassword({ onSuccess, onFailure })),
  confirmPassword: (name: string, code: string, password: string) =>
    new Promise((onSuccess, onFailure) =>
      userNamed(name).confirmPassword(code, password, { onSuccess: () => onSuccess(undefined), onFailure }),
    ),
  signOut: (name: string) => called((done) => userNamed(name).signOut(() => done())),
};

export type Acts = typeof acts;

parentPort?.on("message", async ({ id, act, args }: { id: number; act: keyof Acts; args: string[] }) => {
  try {
    const result = await (acts[act] as (...given: string[]) => Promise<unknown>)(...args);
    parentPort?.postMessage({ id, result });
  } catch (error) {
    const { name, code, message } = error as { name?: string; code?: string; message?: string };
    parentPort?.postMessage({ id, error: { code: code ?? name, message } });
  }
});
