// Runs once before the end-to-end tests of the system whose permissions service is a Lambda function.
import { join } from "node:path";
import { configurationWithPermissionsOnLambda } from "./permissions-on-lambda.ts";
import { makeTargetDirectory, startTarget } from "./start-target.ts";

export default async () => {
  const directory = makeTargetDirectory();
  const configuration = join(directory, "config");
  configurationWithPermissionsOnLambda(configuration);
  process.env.GATEHOUSE_CONFIG_DIR = configuration;
  await startTarget(directory);
};
