import type { UserKey } from "../user.ts";

/** A user's authenticator app. */
export interface SoftwareToken {
  /** Undefined until a first code of it was right. */
  readonly secret: Buffer | undefined;
  /** Of one that was associated and not verified yet. */
  readonly pending: Buffer | undefined;
  readonly name: string | undefined;
  /** The last time step whose code counted. */
  readonly lastStep: number;
  readonly enabled: boolean;
  readonly preferred: boolean;
}

export type SoftwareTokenChange = Partial<SoftwareToken>;

export interface SoftwareTokens {
  find(user: UserKey): Promise<SoftwareToken | undefined>;
}

/** Whether the user has a second factor that is asked for. */
export const isEnabled = (token: SoftwareToken | undefined) => token?.secret !== undefined && token.enabled;
