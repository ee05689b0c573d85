import type { Trace } from "../trace/trace.ts";
import type { Attributes } from "../user.ts";
import type { CodeGrant } from "./authorization-code.ts";
import type { BrowserSession, SessionSubject } from "./browser-session.ts";
import type { PendingSignIn } from "./pending-sign-in.ts";
import type { SignInRecord } from "./sign-in-record.ts";
import type { UnsolicitedSignIn } from "./unsolicited-sign-in.ts";

/** All that one verified response brings about: everything of it happens, or nothing. */
export interface CompletedSignIn {
  readonly pending: PendingSignIn | UnsolicitedSignIn;
  readonly browserHash: Buffer;
  readonly assertion: { readonly id: string; readonly issuer: string; readonly expires: Date };
  /** Of the profile that is made if no user has the identity. */
  readonly username: string;
  /** The NameID. */
  readonly providerUserId: string;
  /** From the attributes of the profile as it is, undefined on the first sign-in, to those that it shall have. */
  readonly attributes: (current: Attributes | undefined, sent?: SentValues) => Attributes;
  /** The assertion's values by the pool's names, for an administrator may have linked a user by one of them. */
  readonly mapped: ReadonlyMap<string, string>;
  /** What the assertion says of the user; `attributes` maps it unless it is given something else. */
  readonly sent: SentValues;
  readonly code: { readonly hash: Buffer; readonly grant: Unnamed<CodeGrant>; readonly expires: Date };
  readonly session: Unnamed<BrowserSession> & {
    readonly cookieHash: Buffer;
    readonly expires: Date;
    readonly subject: SessionSubject;
  };
  readonly record: Unnamed<SignInRecord>;
  /** Told what the transaction does, and recorded in it. */
  readonly trace: Trace;
  readonly now: Date;
}

/** By the provider's own names. */
export type SentValues = ReadonlyMap<string, readonly string[]>;

/** Whose it is shows when the identity is looked up: it may be linked to a user of another name. */
type Unnamed<Named extends { readonly username: unknown }> = Omit<Named, "username">;

/**
 * Takes the pending sign-in and the assertion, which no other request can take again, writes the profile,
 * the session and the code.
 * @throws {SignInTaken} when another response was faster, or the assertion was used before.
 * @throws {NameTaken} when the username is another federated user's.
 * @throws whatever `attributes` throws. In every case nothing is consumed.
 * @returns the name of the user who has signed in
 */
export type CompleteSignIn = (signIn: CompletedSignIn) => Promise<string>;

/** The steps of CompleteSignIn for a pool whose triggers are asked in between. */
export interface SignInSteps {
  /** Takes the pending sign-in, the assertion, and the link that waits for it if there is one. @throws {SignInTaken} */
  take(signIn: CompletedSignIn): Promise<void>;
  /** Gives the identity to the user to whom an administrator has linked one of its attributes, if there is one. */
  claimLink(signIn: CompletedSignIn): Promise<void>;
  /** @returns false, with nothing done, where a user has the identity @throws {NameTaken} */
  createProfile(signIn: CompletedSignIn): Promise<boolean>;
  /** For a profile that was made for a sign-in which was then refused. */
  removeProfile(signIn: CompletedSignIn): Promise<void>;
  /** All that is left to do when it was taken. */
  readonly finish: CompleteSignIn;
}

export class SignInTaken extends Error {
  override name = "SignInTaken";
  /** What was used before. */
  readonly what: "request" | "assertion";
  constructor(what: "request" | "assertion") {
    super(`the ${what} was used before`);
    this.what = what;
  }
}

/** NameIDs are compared with case, and usernames in some pools without: two users of one name cannot both have it. */
export class NameTaken extends Error {
  override name = "NameTaken";
}
