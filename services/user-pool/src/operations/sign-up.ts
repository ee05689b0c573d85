import { z } from "zod";
import { deliveryDetails } from "../codes/destination.ts";
import { signUp as makeUser, type SignUpUses } from "../sign-up/sign-up.ts";
import { InvalidParameter } from "./failures.ts";
import { foundClient, foundPool } from "./found.ts";
import { operation } from "./operation.ts";
import { refuseWrongSecretHash } from "./secret-hash.ts";
import { clientId, clientMetadata, password, userAttributesInput, username } from "./shapes.ts";
import { validationDataOf } from "./validation-data.ts";

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html */
export const signUp = operation({
  input: z.object({
    ClientId: clientId,
    SecretHash: z.string().optional(),
    Username: username,
    Password: password.optional(),
    UserAttributes: userAttributesInput.default([]),
    ValidationData: userAttributesInput.optional(),
    ClientMetadata: clientMetadata.optional(),
  }),
  signed: false,
  ignored: ["AnalyticsMetadata", "UserContextData"],
  async run({ ClientId, SecretHash, Username, Password, ...input }, uses: SignUpUses) {
    // The model lets it be left out for factors that are not supported here.
    if (Password === undefined) throw new InvalidParameter("Password is required");
    const client = await foundClient(ClientId, uses);
    refuseWrongSecretHash(client, SecretHash, Username);
    const pool = await foundPool(client.poolId, uses);
    const request = {
      pool,
      client,
      name: Username,
      password: Password,
      attributes: new Map(input.UserAttributes.map(({ Name, Value }) => [Name, Value])),
      validationData: validationDataOf(input.ValidationData),
      clientMetadata: input.ClientMetadata,
    };
    const { user, destination } = await makeUser(request, uses);
    return {
      UserConfirmed: user.status === "CONFIRMED",
      UserSub: user.sub,
      ...(destination ? { CodeDeliveryDetails: deliveryDetails(destination) } : {}),
    };
  },
});
