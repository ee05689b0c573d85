// The application of amplify.test.ts, in the browser: Amplify's own functions, by name, for the test to call.
import "@aws-amplify/auth/enable-oauth-listener";
import { fetchUserAttributes, getCurrentUser, signInWithRedirect, signOut } from "@aws-amplify/auth";
import { cognitoUserPoolsTokenProvider } from "@aws-amplify/auth/cognito";
import { Amplify, fetchAuthSession, Hub, type ResourcesConfig } from "@aws-amplify/core";

declare const settings: Required<Pick<ResourcesConfig, "Auth">>;

const events: unknown[] = [];
Hub.listen("auth", ({ payload }) => void events.push(payload));
// As the package aws-amplify does, which gathers the others.
cognitoUserPoolsTokenProvider.setAuthConfig(settings.Auth);
Amplify.configure(settings, { Auth: { tokenProvider: cognitoUserPoolsTokenProvider } });

Object.assign(globalThis, {
  application: { events, fetchAuthSession, fetchUserAttributes, getCurrentUser, signInWithRedirect, signOut },
});
