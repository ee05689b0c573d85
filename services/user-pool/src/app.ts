import { connect } from "@gatehouse/db/connect.ts";
import { isUnreachable } from "@gatehouse/db/unreachable.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { shell } from "@gatehouse/http/shell.ts";
import { type Functions, functionsIn } from "@gatehouse/lambda/functions/functions.ts";
import { noFunctions } from "@gatehouse/lambda/functions/no-functions.ts";
import type { Knex } from "knex";
import { loggedMessage } from "./codes/logged-message.ts";
import { functionsNamed } from "./config/lambda-config.ts";
import { type PoolFile, readPoolFile } from "./config/pool-file.ts";
import { regionOf } from "./config/pool-id.ts";
import { openDoors } from "./doors.ts";
import { administration } from "./endpoints/administration.ts";
import { jsonApi } from "./endpoints/json-api.ts";
import { domain } from "./endpoints/routes.ts";
import { metadataSources } from "./metadata-sources.ts";
import { metadataOverHttp } from "./saml/fetch-metadata.ts";
import type { Settings } from "./settings.ts";
import { accountsInPostgres } from "./store/accounts-in-postgres.ts";
import { applyPoolFile } from "./store/apply-pool-file.ts";
import { attemptsInPostgres } from "./store/attempts-in-postgres.ts";
import { brandingsInPostgres } from "./store/brandings-in-postgres.ts";
import { challengesInPostgres } from "./store/challenges-in-postgres.ts";
import { clientsInPostgres } from "./store/clients-in-postgres.ts";
import { codesInPostgres } from "./store/codes-in-postgres.ts";
import { completeSignInInPostgres, signInStepsInPostgres } from "./store/complete-sign-in-in-postgres.ts";
import { domainsInPostgres } from "./store/domains-in-postgres.ts";
import { familiesInPostgres } from "./store/families-in-postgres.ts";
import { groupsInPostgres } from "./store/groups-in-postgres.ts";
import { identityLinksInPostgres } from "./store/identity-links-in-postgres.ts";
import { lastGoodInPostgres } from "./store/last-good-in-postgres.ts";
import { logoutsInPostgres } from "./store/logouts-in-postgres.ts";
import { mailboxInPostgres } from "./store/mailbox-in-postgres.ts";
import { ownKeysInPostgres } from "./store/own-keys-in-postgres.ts";
import { passwordsInPostgres } from "./store/passwords-in-postgres.ts";
import { pendingInPostgres } from "./store/pending-in-postgres.ts";
import { poolsInPostgres } from "./store/pools-in-postgres.ts";
import { providersInPostgres } from "./store/providers-in-postgres.ts";
import { recordsInPostgres } from "./store/records-in-postgres.ts";
import { ensureRelayKey } from "./store/relay-key-in-postgres.ts";
import { resourceServersInPostgres } from "./store/resource-servers-in-postgres.ts";
import { sessionsInPostgres } from "./store/sessions-in-postgres.ts";
import { signInsInPostgres } from "./store/sign-ins-in-postgres.ts";
import { ensureSigningKeys, signingKeysInPostgres, turnSigningKeys } from "./store/signing-keys-in-postgres.ts";
import { softwareTokensInPostgres } from "./store/software-tokens-in-postgres.ts";
import { sweepRegularly } from "./store/sweep.ts";
import { uiCustomizationsInPostgres } from "./store/ui-customizations-in-postgres.ts";
import { usersInPostgres } from "./store/users-in-postgres.ts";
import { issuerOf } from "./tokens/issuer.ts";
import type { World } from "./world.ts";

/** Starts the user pool: its file is applied, its keys exist, and requests are accepted. */
export const start = async (settings: Settings, { log }: { log: Logger }): Promise<Running> => {
  const functions = functionsOf(settings, log);
  const variables = { GATEWAY_URL: settings.GATEWAY_URL, IDP_URL: settings.IDP_URL };
  const file = readPoolFile(settings.USER_POOL_CONFIG, { variables, functions });
  await functions.load(functionsNamed(file.UserPool.LambdaConfig).map(({ arn }) => arn));
  const knex = connect(settings.USER_POOL_DATABASE_URL, { statementTimeout: 5_000 });
  try {
    return await serve(settings, { file, functions, knex, log });
  } catch (error) {
    await functions.close();
    await knex.destroy();
    throw databaseFault(error, settings.USER_POOL_DATABASE_URL) ?? error;
  }
};

const functionsOf = ({ USER_POOL_FUNCTIONS: file, USER_POOL_RELOAD: reload }: Settings, log: Logger) =>
  file === undefined ? noFunctions("USER_POOL_FUNCTIONS") : functionsIn(file, { log, reload });

/** What the user can do something about, said without the password; undefined for what is not the database's. */
const databaseFault = (error: unknown, url: string): CannotStart | undefined => {
  const where = new URL(url).host;
  const { code } = error as { code?: unknown };
  if (isUnreachable(error))
    return new CannotStart(`the database at ${where} cannot be reached: ${error}`, { cause: error });
  // https://www.postgresql.org/docs/17/errcodes-appendix.html
  if (code === "28P01")
    return new CannotStart(`the database at ${where} refuses the password in USER_POOL_DATABASE_URL`);
  if (code === "42P01" || code === "3F000")
    return new CannotStart(`the database at ${where} lacks the tables of schema user_pool: run the migrations first`);
  return undefined;
};

interface Parts {
  readonly file: PoolFile;
  readonly functions: Functions;
  readonly knex: Knex;
  readonly log: Logger;
}

const serve = async (settings: Settings, { file, functions, knex, log }: Parts): Promise<Running> => {
  await applyPoolFile(knex, file, new Date());
  await ensureSigningKeys(knex, file.UserPool.Id);
  const keyAge = milliseconds(settings.USER_POOL_SIGNING_KEY_DAYS);
  await turnSigningKeys(knex, { age: keyAge, now: new Date() });
  const world = await worldOf(settings, { file, functions, knex, log });
  const app = shell({ log, ready: async () => void (await knex.raw("select 1")) });
  app.use(administration(world, { secret: settings.USER_POOL_ADMIN_SECRET, log }));
  app.use(jsonApi(world, log), domain(world, log));
  const doors = await openDoors(app, settings);
  const sweeping = sweepRegularly(knex, { keyAge, log, tracesKept: tracesKept(settings) });
  return {
    async close() {
      await doors.close();
      await sweeping.stop();
      await functions.close();
      await knex.destroy();
    },
  };
};

const milliseconds = (days: number | undefined) => (days === undefined ? undefined : days * 86_400_000);

/** In seconds. */
const tracesKept = ({ USER_POOL_TRACE_DAYS }: Settings) => USER_POOL_TRACE_DAYS * 86_400;

const worldOf = async (settings: Settings, { file, functions, knex, log }: Parts): Promise<World> => {
  const now = () => new Date();
  return {
    now,
    publicUrl: settings.USER_POOL_PUBLIC_URL,
    httpsUrl: settings.USER_POOL_HTTPS_PUBLIC_URL,
    filePool: file.UserPool.Id,
    issuer: issuerOf(settings.USER_POOL_ISSUER_MODE, settings.USER_POOL_PUBLIC_URL),
    region: regionOf(file.UserPool.Id),
    records: recordsInPostgres(knex),
    pools: poolsInPostgres(knex),
    clients: clientsInPostgres(knex),
    providers: providersInPostgres(knex),
    resourceServers: resourceServersInPostgres(knex),
    uiCustomizations: uiCustomizationsInPostgres(knex),
    brandings: brandingsInPostgres(knex),
    domains: domainsInPostgres(knex),
    users: usersInPostgres(knex),
    groups: groupsInPostgres(knex),
    accounts: accountsInPostgres(knex, (sent) =>
      log.info({ message: loggedMessage(sent) }, "a message is in the local mailbox"),
    ),
    passwords: passwordsInPostgres(knex),
    softwareTokens: softwareTokensInPostgres(knex),
    challenges: challengesInPostgres(knex),
    mailbox: mailboxInPostgres(knex),
    sessions: sessionsInPostgres(knex),
    pending: pendingInPostgres(knex),
    completeSignIn: completeSignInInPostgres(knex),
    signInSteps: signInStepsInPostgres(knex),
    recordSignIn: signInsInPostgres(knex),
    attempts: attemptsInPostgres(knex, tracesKept(settings)),
    codes: codesInPostgres(knex),
    families: familiesInPostgres(knex),
    signingKeys: signingKeysInPostgres(knex, now),
    metadata: metadataSources({ now, lastGood: (provider) => lastGoodInPostgres(knex, provider), log }),
    fetchMetadata: metadataOverHttp,
    relayKey: await ensureRelayKey(knex),
    listedFunctions: functions,
    invokeFunction: functions.invoke,
    linkingAtSignUp: settings.USER_POOL_LINKING_AT_SIGN_UP,
    samlKeys: ownKeysInPostgres(knex),
    logouts: logoutsInPostgres(knex),
    identityLinks: identityLinksInPostgres(knex),
  };
};
