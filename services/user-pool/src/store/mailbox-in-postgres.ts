import type { Knex } from "knex";
import { AccountRefused } from "../account.ts";
import { messagesPerHour } from "../codes/confirmation-code.ts";
import { type DeliveredMessage, type Mailbox, type Message, messagesKeptFor } from "../codes/mailbox.ts";
import { absent } from "./rows.ts";

interface MessageRow {
  readonly pool_id: string;
  readonly username: string;
  readonly recipient: string;
  readonly medium: Message["medium"];
  readonly subject: string | null;
  readonly body: string;
  readonly sent_at: Date;
}

const messageOf = (row: MessageRow): DeliveredMessage => ({
  poolId: row.pool_id,
  username: row.username,
  recipient: row.recipient,
  medium: row.medium,
  subject: absent(row.subject),
  body: row.body,
  sentAt: row.sent_at,
});

/** Messages at most in one answer. */
const shown = 50;

export const mailboxInPostgres = (knex: Knex): Mailbox => ({
  async readFor(recipient, now) {
    const rows: MessageRow[] = await knex("mailbox")
      .where({ recipient })
      .where("expires_at", ">", now)
      .orderBy("id", "desc")
      .limit(shown);
    return rows.map(messageOf);
  },
});

const hour = 3_600_000;

/** @throws {AccountRefused} "too many messages" */
export const deliver = async (transaction: Knex, message: Message, now: Date): Promise<void> => {
  const { poolId: pool_id, username, ...rest } = message;
  const recent = await transaction("mailbox")
    .where({ pool_id, username })
    .where("sent_at", ">", new Date(now.getTime() - hour))
    .limit(messagesPerHour)
    .pluck("id");
  if (recent.length === messagesPerHour) throw new AccountRefused("too many messages");
  await transaction("mailbox").insert({
    pool_id,
    username,
    ...rest,
    sent_at: now,
    expires_at: new Date(now.getTime() + messagesKeptFor * 1000),
  });
};
