import { at, type Field, isGiven, unexpected } from "./field.ts";

/**
 * Checks the version of the extensions, of which there is one. Without quotes, YAML reads 1.0 as the number 1.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-importexport-version.html
 */
export const requireExportVersion = (root: Field): void => {
  const version = at(root, "x-amazon-apigateway-importexport-version");
  if (isGiven(version) && !/^1(\.0)?$/.test(String(version.value))) unexpected(version, '"1.0"');
};
