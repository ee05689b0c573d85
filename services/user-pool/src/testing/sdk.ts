import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { answerFaults } from "./answer-faults.ts";
import { modelOf } from "./sdk-model.ts";
import type { TestUserPool } from "./user-pool.ts";

/**
 * AWS's own client, unmodified. What it is answered is compared with its model on the way in, as it passes over what it
 * does not know.
 */
export const sdkOf = ({ url }: Pick<TestUserPool, "url">): CognitoIdentityProviderClient => {
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const client = new CognitoIdentityProviderClient({ endpoint: url, region: "us-east-1", credentials, maxAttempts: 1 });
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const result = await next(args);
        const response = result.response as Answer;
        const chunks: Uint8Array[] = [];
        for await (const chunk of response.body) chunks.push(chunk);
        response.body = Buffer.concat(chunks) as never;
        if (response.statusCode === 200) refuseUnknown(commandName.replace(/Command$/, ""), Buffer.concat(chunks));
        return result;
      },
    { step: "deserialize", priority: "low", name: "answersOfTheModel" },
  );
  return client;
};

interface Answer {
  readonly statusCode: number;
  body: AsyncIterable<Uint8Array>;
}

const refuseUnknown = (operation: string, body: Buffer) => {
  const faults = answerFaults(modelOf(operation).output, JSON.parse(body.toString("utf8") || "{}"));
  if (faults.length > 0) throw new Error(`the answer of ${operation} is not the API's: ${faults.join("; ")}`);
};

/** Name, message and status of the error that a command ends with. */
export const thrown = async (sending: Promise<unknown>): Promise<[string, string, number]> => {
  const error = (await sending.then(
    () => new Error("nothing was thrown"),
    (reason) => reason,
  )) as Error & { $metadata?: { httpStatusCode: number } };
  return [error.name, error.message, error.$metadata?.httpStatusCode ?? 0];
};
