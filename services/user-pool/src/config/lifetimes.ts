import { z } from "zod";

const units = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

const unit = z.enum(["seconds", "minutes", "hours", "days"]);

export const tokenValidityUnits = z.strictObject({
  AccessToken: unit.default("hours"),
  IdToken: unit.default("hours"),
  RefreshToken: unit.default("days"),
});

/** For how long tokens of each kind are good, in seconds. */
export interface Lifetimes {
  readonly access: number;
  readonly id: number;
  readonly refresh: number;
}

interface Validity {
  readonly AccessTokenValidity?: number | undefined;
  readonly IdTokenValidity?: number | undefined;
  readonly RefreshTokenValidity?: number | undefined;
  readonly TokenValidityUnits?: z.output<typeof tokenValidityUnits> | undefined;
}

const thirtyDays = 30 * units.days;

/**
 * Lifetimes as Cognito reckons them: one hour and 30 days unless told otherwise; a refresh validity of 0 means 30 days.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_TokenValidityUnitsType.html
 */
export const lifetimesOf = (given: Validity): Lifetimes => {
  const { AccessToken = "hours", IdToken = "hours", RefreshToken = "days" } = given.TokenValidityUnits ?? {};
  return {
    access: given.AccessTokenValidity === undefined ? units.hours : given.AccessTokenValidity * units[AccessToken],
    id: given.IdTokenValidity === undefined ? units.hours : given.IdTokenValidity * units[IdToken],
    refresh: given.RefreshTokenValidity ? given.RefreshTokenValidity * units[RefreshToken] : thirtyDays,
  };
};

const ranges = {
  AccessTokenValidity: { of: "access", from: 300, to: 86_400, is: "5 minutes to 1 day" },
  IdTokenValidity: { of: "id", from: 300, to: 86_400, is: "5 minutes to 1 day" },
  RefreshTokenValidity: { of: "refresh", from: 3_600, to: 315_360_000, is: "1 hour to 3650 days" },
} as const;

/** What is out of Cognito's ranges, by the name of the member. */
export const lifetimeFaults = (given: Validity) => {
  const lifetimes = lifetimesOf(given);
  return Object.entries(ranges)
    .filter(([, { of, from, to }]) => lifetimes[of] < from || lifetimes[of] > to)
    .map(([name, { of, is }]) => ({ name, message: `expected ${is}; received ${lifetimes[of]} seconds` }));
};
