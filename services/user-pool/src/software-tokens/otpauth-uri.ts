interface App {
  /** Whom the app's entry is for, and of which service. */
  readonly account: string;
  readonly issuer: string;
  /** In base32. */
  readonly secret: string;
}

/**
 * What authenticator apps open; its defaults are the algorithm, the digits and the period of `totp.ts`.
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export const otpauthUri = ({ account, issuer, secret }: App): string =>
  `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`;
