// The application of amplify.test.ts, in the browser: Amplify's own functions, by name, for the test to call.
import "@aws-amplify/auth/enable-oauth-listener";
import { fetchUserAttributes, getCurrentUser, signInWithRedirect, signOut } from "@aws-amplify/auth";
import { Amplify, fetchAuthSession, Hub } from "@aws-amplify/core";

declare const settings: Parameters<typeof Amplify.configure>[0];

const events: unknown[] = [];
Hub.listen("auth", ({ payload }) => void events.push(payload));
Amplify.configure(settings);

Object.assign(globalThis, {
  application: { events, fetchAuthSession, fetchUserAttributes, getCurrentUser, signInWithRedirect, signOut },
});
