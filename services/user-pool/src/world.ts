import type { Functions } from "@gatehouse/lambda/functions/functions.ts";
import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import type { Accounts } from "./account.ts";
import type { Challenges } from "./challenges/challenge.ts";
import type { Mailbox } from "./codes/mailbox.ts";
import type { Brandings, UiCustomizations } from "./config/appearance.ts";
import type { DeclareClients } from "./config/declare-clients.ts";
import type { DeclarePools } from "./config/declare-pools.ts";
import type { DeclareProviders } from "./config/declare-providers.ts";
import type { DeclareResourceServers } from "./config/declare-resource-servers.ts";
import type { Provider } from "./config/identity-provider.ts";
import type { PoolRecords } from "./config/pool-records.ts";
import type { Domains } from "./domains/domain.ts";
import type { Codes } from "./grants/codes.ts";
import type { TokenFamilies } from "./grants/token-family.ts";
import type { Groups } from "./group.ts";
import type { IdentityLinks } from "./identity-links.ts";
import type { Passwords } from "./passwords/passwords.ts";
import type { FetchMetadata } from "./saml/fetch-metadata.ts";
import type { MetadataSource } from "./saml/metadata-source.ts";
import type { OwnKeys } from "./saml/own-key.ts";
import type { RelayStateKey } from "./saml/relay-state.ts";
import type { BrowserSessions } from "./sign-in/browser-session.ts";
import type { CompleteSignIn, SignInSteps } from "./sign-in/complete-sign-in.ts";
import type { Logouts } from "./sign-in/pending-logout.ts";
import type { PendingSignIns } from "./sign-in/pending-sign-in.ts";
import type { RecordSignIn } from "./sign-in/sign-in-record.ts";
import type { SoftwareTokens } from "./software-tokens/software-token.ts";
import type { FindSigningKeys } from "./tokens/signing-keys.ts";
import type { Attempts } from "./trace/attempts.ts";
import type { UserDirectory } from "./user.ts";

/** All that the endpoints, grants and operations need of the world. `app.ts` builds it; each of them names its share. */
export interface World {
  readonly now: () => Date;
  /**
   * The public URL of the JSON API and of the domain of the file's pool, without a trailing slash; while an endpoint of a
   * domain answers, the URL of the domain that the request came in by.
   */
  readonly publicUrl: string;
  /** The public URL of the listener that speaks TLS, where there is one. */
  readonly httpsUrl: string | undefined;
  /** The pool that has its domain where this service is. */
  readonly filePool: string;
  readonly issuer: (poolId: string) => string;
  /** Of pools that are made. */
  readonly region: string;
  readonly records: PoolRecords;
  readonly pools: DeclarePools;
  readonly clients: DeclareClients;
  readonly providers: DeclareProviders;
  readonly resourceServers: DeclareResourceServers;
  readonly uiCustomizations: UiCustomizations;
  readonly brandings: Brandings;
  readonly domains: Domains;
  readonly users: UserDirectory;
  readonly groups: Groups;
  /** Everything that changes of a user at once. */
  readonly accounts: Accounts;
  readonly passwords: Passwords;
  readonly softwareTokens: SoftwareTokens;
  readonly challenges: Challenges;
  readonly mailbox: Mailbox;
  readonly sessions: BrowserSessions;
  readonly pending: PendingSignIns;
  readonly completeSignIn: CompleteSignIn;
  readonly signInSteps: SignInSteps;
  readonly recordSignIn: RecordSignIn;
  readonly attempts: Attempts;
  readonly codes: Codes;
  readonly families: TokenFamilies;
  readonly signingKeys: FindSigningKeys;
  readonly metadata: (provider: Provider) => MetadataSource;
  /** What is at a URL now, for a provider that is about to be declared. */
  readonly fetchMetadata: FetchMetadata;
  readonly relayKey: RelayStateKey;
  /** Those that triggers may name, and where they are listed. */
  readonly listedFunctions: Pick<Functions, "arns" | "file">;
  readonly invokeFunction: InvokeFunction;
  /** What comes of a first sign-in whose trigger PreSignUp links the identity to a user. */
  readonly linkingAtSignUp: "refused" | "accepted";
  readonly samlKeys: OwnKeys;
  readonly logouts: Logouts;
  readonly identityLinks: IdentityLinks;
}

export type Uses<Names extends keyof World> = Pick<World, Names>;
