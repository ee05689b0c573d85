import { Failure } from "@gatehouse/http/failure.ts";
import type { NewChallenge } from "./challenges/challenge.ts";
import type { NewCode, ShownCode } from "./codes/confirmation-code.ts";
import type { Message } from "./codes/mailbox.ts";
import type { TokenFamily } from "./grants/token-family.ts";
import type { StoredPassword } from "./passwords/stored-password.ts";
import type { SoftwareTokenChange } from "./software-tokens/software-token.ts";
import type { Attributes, User, UserKey, UserStatus } from "./user.ts";

/** A family that a sign-in begins, with the hash of its first refresh token. */
export type NewFamily = Omit<TokenFamily, "revoked"> & { readonly tokenHash: Buffer };

/** All that one request brings about for one user: everything of it happens, or nothing. */
export interface AccountChange {
  /** Hash of the session of the challenge that was answered: whoever takes it goes on, and nobody else. */
  readonly session?: Buffer | undefined;
  readonly code?: ShownCode | undefined;
  /** The time step of the one-time password that was shown. It must come after the last one that counted. */
  readonly oneTimePassword?: number | undefined;
  readonly status?: UserStatus | undefined;
  /** From the attributes that the user has, and the address of the code that was shown, to those that the user shall have. */
  readonly attributes?: ((current: Attributes, address: string | undefined) => Attributes) | undefined;
  /** Whether an alias that is another user's becomes this one's. */
  readonly movesAliases?: boolean | undefined;
  readonly password?: { readonly password: StoredPassword; readonly kept: number } | undefined;
  readonly softwareToken?: SoftwareTokenChange | undefined;
  readonly sends?: { readonly code: NewCode | undefined; readonly message: Message } | undefined;
  readonly challenge?: NewChallenge | undefined;
  readonly family?: NewFamily | undefined;
}

export type NewAccount = Pick<User, "poolId" | "username" | "sub" | "status" | "attributes">;

/** What others change meanwhile is waited for. */
export interface Accounts {
  /** @throws {AccountRefused} "username taken", "alias taken" */
  create(account: NewAccount, change: AccountChange, now: Date): Promise<User>;
  /** @throws {AccountRefused} with nothing done, but that a wrong code counts */
  change(user: UserKey, change: AccountChange, now: Date): Promise<User>;
}

/** Why a change is not made, and how Cognito says it. The texts are tagged [K]: they stand here alone. */
const refusals = {
  "no user": ["UserNotFoundException", "User does not exist."],
  "username taken": ["UsernameExistsException", "User already exists"],
  "alias taken": ["AliasExistsException", "An account with the given attribute already exists."],
  "session taken": ["NotAuthorizedException", "Invalid session for the user, session can only be used once."],
  "one-time password used": ["ExpiredCodeException", "Your software token has already been used once."],
  "code wrong": ["CodeMismatchException", "Invalid verification code provided, please try again."],
  "code expired": ["ExpiredCodeException", "Invalid code provided, please request a code again."],
  "code attempts exceeded": ["LimitExceededException", "Attempt limit exceeded, please try after some time."],
  "too many messages": ["LimitExceededException", "Attempt limit exceeded, please try after some time."],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type AccountRefusal = keyof typeof refusals;

export class AccountRefused extends Failure {
  readonly reason: AccountRefusal;
  /** @param attribute whose value is another user's */
  constructor(reason: AccountRefusal, attribute = "attribute") {
    const [code, message] = refusals[reason];
    super(code, 400, message.replace("given attribute", `given ${attribute}`));
    this.reason = reason;
  }
}
