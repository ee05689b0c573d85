import { type DestinationStream, type Logger, pino } from "pino";

export type { Logger } from "pino";

/** Names of members that carry credentials, wherever they stand in a log record. */
const secrets = [
  "authorization",
  "cookie",
  "password",
  "access_token",
  "id_token",
  "refresh_token",
  "code",
  "code_verifier",
  "client_secret",
  "SAMLResponse",
  "AccessToken",
  "IdToken",
  "RefreshToken",
];

/**
 * JSON lines, one per request and one per event worth knowing, at the end of the file `GATEHOUSE_LOG_FILE` or, where
 * that is not set, on standard output. Level from `GATEHOUSE_LOG_LEVEL` (default `info`). Values of members that carry credentials are replaced.
 */
export const logger = (part: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level: process.env.GATEHOUSE_LOG_LEVEL ?? "info",
      base: { part },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[secret]" },
    },
    destination ?? pino.destination({ dest: process.env.GATEHOUSE_LOG_FILE || 1, sync: true, mode: 0o600 }),
  );
