import {
  CognitoIdentityProviderClient,
  CreateIdentityProviderCommand,
  CreateUserPoolClientCommand,
  GetSigningCertificateCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { idpMock } from "@gatehouse/idp-mock-client/idp-mock.ts";
import { customers, entityId, metadataUrl, poolId } from "../pool/directory.ts";
import type { RunningPool } from "../pool/running-pool.ts";
import type { Application } from "./application.ts";

const [{ idp }] = customers;
export const provider = "Leaving";

/**
 * Has both sides know each other as single logout needs it: the pool's provider signs its requests and has IDPSignout, and
 * the identity provider has the pool's signing certificate, from AWS's own client.
 * @returns id of a client of the application, whose people sign in there
 */
export const registerForLogout = async (pool: RunningPool, { callback, goodbye }: Application): Promise<string> => {
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const sdk = new CognitoIdentityProviderClient({ endpoint: pool.url, region: "us-east-1", credentials });
  const MetadataURL = metadataUrl(pool.idpMock, idp);
  await sdk.send(
    new CreateIdentityProviderCommand({
      UserPoolId: poolId,
      ProviderName: provider,
      ProviderType: "SAML",
      ProviderDetails: { MetadataURL, IDPSignout: "true", RequestSigningAlgorithm: "rsa-sha256" },
      AttributeMapping: { email: "email" },
    }),
  );
  const { UserPoolClient } = await sdk.send(
    new CreateUserPoolClientCommand({
      UserPoolId: poolId,
      ClientName: "application",
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid"],
      CallbackURLs: [callback],
      LogoutURLs: [goodbye],
      SupportedIdentityProviders: [provider],
    }),
  );
  const { Certificate: signingCertificate } = await sdk.send(new GetSigningCertificateCommand({ UserPoolId: poolId }));
  sdk.destroy();
  const singleLogoutService = `${pool.url}/saml2/logout`;
  await idpMock(pool.idpMock).register({ idp, entityId, singleLogoutService, signingCertificate });
  return UserPoolClient?.ClientId ?? "";
};
