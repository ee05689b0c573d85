import type { Granted } from "../grants/grant-type.ts";

/** What InitiateAuth and GetTokensFromRefreshToken answer; a refresh token only where there is a new one. */
export const authenticationResult = ({ accessToken, idToken, refreshToken, expiresIn }: Granted) => ({
  AuthenticationResult: {
    AccessToken: accessToken,
    ExpiresIn: expiresIn,
    ...(idToken === undefined ? {} : { IdToken: idToken }),
    ...(refreshToken === undefined ? {} : { RefreshToken: refreshToken }),
    TokenType: "Bearer",
  },
  ChallengeParameters: {},
});
