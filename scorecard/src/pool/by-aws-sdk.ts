import {
  CognitoIdentityProviderClient,
  CreateIdentityProviderCommand,
  DescribeIdentityProviderCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { metadataUrl, poolId } from "./directory.ts";
import type { RunningPool } from "./running-pool.ts";

/**
 * Declares a provider of the pool, by AWS's own client.
 * @returns `registered`, or the name of the error with which the pool does not take it
 */
export const registered = (
  { url, idpMock }: Pick<RunningPool, "url" | "idpMock">,
  { idp, provider }: { readonly idp: string; readonly provider: string },
): Promise<string> =>
  withSdk(url, async (sdk) => {
    const command = new CreateIdentityProviderCommand({
      UserPoolId: poolId,
      ProviderName: provider,
      ProviderType: "SAML",
      ProviderDetails: { MetadataURL: metadataUrl(idpMock, idp) },
    });
    return sdk.send(command).then(
      () => "registered",
      (error: Error) => error.name,
    );
  });

/** The certificate for which a provider has to encrypt, in base64. */
export const encryptionCertificateOf = (url: string, provider: string): Promise<string> =>
  withSdk(url, async (sdk) => {
    const command = new DescribeIdentityProviderCommand({ UserPoolId: poolId, ProviderName: provider });
    const { IdentityProvider } = await sdk.send(command);
    const certificate = IdentityProvider?.ProviderDetails?.ActiveEncryptionCertificate;
    if (certificate === undefined) throw new Error(`${provider} has no encryption certificate`);
    return certificate;
  });

const withSdk = async <Value>(url: string, work: (sdk: CognitoIdentityProviderClient) => Promise<Value>) => {
  const sdk = new CognitoIdentityProviderClient({
    endpoint: url,
    region: poolId.split("_")[0] ?? "",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  try {
    return await work(sdk);
  } finally {
    sdk.destroy();
  }
};
