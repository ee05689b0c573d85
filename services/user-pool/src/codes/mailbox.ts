/** A message as its recipient would get it. */
export interface Message {
  readonly poolId: string;
  readonly username: string;
  readonly medium: "EMAIL" | "SMS";
  /** The address or telephone number, in full. */
  readonly recipient: string;
  readonly subject: string | undefined;
  readonly body: string;
}

export interface DeliveredMessage extends Message {
  readonly sentAt: Date;
}

/** In seconds. */
export const messagesKeptFor = 86_400;

/** The stand-in for everybody's inbox and telephone: nothing is ever sent from here. */
export interface Mailbox {
  /** The latest first. */
  readFor(recipient: string, now: Date): Promise<readonly DeliveredMessage[]>;
}
