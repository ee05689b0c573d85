import type { Knex } from "knex";
import { type AccountChange, AccountRefused, type Accounts, type NewAccount } from "../account.ts";
import type { User, UserKey } from "../user.ts";
import { writeAliases } from "./aliases-in-postgres.ts";
import { saveChallenge, takeChallenge } from "./challenges-in-postgres.ts";
import { saveConfirmationCode, takeConfirmationCode } from "./confirmation-codes-in-postgres.ts";
import { beginFamily } from "./families-in-postgres.ts";
import { deliver } from "./mailbox-in-postgres.ts";
import { writePassword } from "./passwords-in-postgres.ts";
import { userColumns } from "./rows.ts";
import { takeOneTimePassword, writeSoftwareToken } from "./software-tokens-in-postgres.ts";
import { findUser } from "./users-in-postgres.ts";

type Sent = NonNullable<AccountChange["sends"]>;

/** @param delivered is told of each message, once it is in the mailbox */
export const accountsInPostgres = (knex: Knex, delivered: (sent: Sent) => void): Accounts => {
  const tell = ({ sends }: AccountChange, user: User) => {
    if (sends) delivered(sends);
    return user;
  };
  return {
    create: async (account, change, now) =>
      tell(
        change,
        await knex.transaction(async (transaction) => {
          await insertProfile(transaction, account, { change, now });
          return await write(transaction, account, { change, now });
        }),
      ),
    async change(user, change, now) {
      const outcome = await knex.transaction(async (transaction) => {
        await lockProfile(transaction, user);
        await takeOnce(transaction, user, { change, now });
        const shown = change.code;
        const taken = shown && (await takeConfirmationCode(transaction, user, { shown, now }));
        if (taken?.refusal) return { refusal: taken.refusal };
        return { refusal: undefined, user: await write(transaction, user, { change, now, address: taken?.address }) };
      });
      // Carried out of the transaction, not thrown in it: the wrong code stays counted.
      if (outcome.refusal !== undefined) throw new AccountRefused(outcome.refusal);
      return tell(change, outcome.user);
    },
  };
};

interface Changing {
  readonly change: AccountChange;
  readonly now: Date;
  /** To which the code that was shown had been sent. */
  readonly address?: string | undefined;
}

const insertProfile = async (transaction: Knex, account: NewAccount, { change, now }: Changing) => {
  const { sub, status, attributes } = account;
  const made = await transaction("users")
    .insert({
      ...userColumns(account),
      sub,
      status,
      attributes: JSON.stringify(attributes),
      created_at: now,
      modified_at: now,
    })
    .onConflict(["pool_id", "username"])
    .ignore()
    .returning("username");
  if (made.length === 0) throw new AccountRefused("username taken");
  await writeAliases(transaction, account, { moves: change.movesAliases });
};

const lockProfile = async (transaction: Knex, user: UserKey) => {
  const row = await transaction("users").where(userColumns(user)).forUpdate().first("username");
  if (!row) throw new AccountRefused("no user");
};

/** What only one of two racers gets. */
const takeOnce = async (transaction: Knex, user: UserKey, { change, now }: Changing) => {
  const { session, oneTimePassword } = change;
  if (session && !(await takeChallenge(transaction, session, now))) throw new AccountRefused("session taken");
  if (oneTimePassword !== undefined && !(await takeOneTimePassword(transaction, user, oneTimePassword)))
    throw new AccountRefused("one-time password used");
};

const write = async (transaction: Knex, user: UserKey, changing: Changing): Promise<User> => {
  const { change, now } = changing;
  await writeProfile(transaction, user, changing);
  if (change.password) await writePassword(transaction, user, change.password);
  if (change.softwareToken) await writeSoftwareToken(transaction, user, change.softwareToken);
  if (change.sends) await deliver(transaction, change.sends.message, now);
  if (change.sends?.code) await saveConfirmationCode(transaction, user, change.sends.code);
  if (change.challenge) await saveChallenge(transaction, change.challenge);
  if (change.family) await beginFamily(transaction, change.family, change.family);
  return (await findUser(transaction, user)) as User;
};

const writeProfile = async (transaction: Knex, user: UserKey, { change, now, address }: Changing) => {
  if (change.attributes === undefined && change.status === undefined) return;
  const row = await transaction("users").where(userColumns(user)).first("attributes", "status");
  const attributes = change.attributes?.(row.attributes, address) ?? row.attributes;
  const status = change.status ?? row.status;
  const written = { status, attributes: JSON.stringify(attributes), modified_at: now };
  await transaction("users").where(userColumns(user)).update(written);
  await writeAliases(transaction, { ...user, status, attributes }, { moves: change.movesAliases });
};
