import { CannotStart } from "@gatehouse/http/main.ts";
import { withStageVariables } from "../../apis/stage-variables.ts";
import { destination } from "../../forwarder/destination.ts";
import { hasDotSegment } from "../../front/request-target.ts";
import type { VpcLink } from "../../settings.ts";
import type { InternetConnection, Route } from "../api.ts";
import type { Mapped } from "../mapping/mapped.ts";
import { Refusal } from "../refusal.ts";
import type { Target } from "./target.ts";

interface World {
  readonly vpcLink: VpcLink;
  readonly variables: Readonly<Record<string, string>>;
}

const shape = /^(https?:\/\/([^/?#{}]+))(\/[^?#]*)?$/;

/**
 * A URL: the path of the uri with its `{param}` filled in, without the stage. `$default` sends the whole path of a
 * request on, behind that of the uri. Unconfirmed: that the path which a mapping overwrites stands behind it, too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 * @throws {CannotStart} where the uri, with its stage variables, is none.
 */
export const internetTarget = (
  connection: InternetConnection,
  { place, path: template }: Pick<Route, "place" | "path">,
  { vpcLink, variables }: World,
): Target => {
  const uri = withStageVariables(connection.uri, variables);
  const [, origin, host, prefix = ""] = shape.exec(uri) ?? [];
  if (!origin || !host)
    throw new CannotStart(`${place}: uri: expected http://host/path with no {param} in the host, received ${uri}`);
  const to = destination(origin, connection, vpcLink);
  if ("fault" in to) throw new CannotStart(`${place}: uri: ${to.fault}`);
  return {
    destination: to,
    host: () => host,
    path: (mapped) => {
      const rest = mapped.path ?? (template === null ? mapped.request.path : "");
      return joined(filled(prefix, mapped), rest);
    },
  };
};

/** Fills `{param}` in with what the client sent, byte for byte. */
const filled = (prefix: string, { pathParameters }: Mapped): string =>
  prefix.replace(/\{([^{}]+)\}/g, (whole, name: string) =>
    Object.hasOwn(pathParameters, name) ? (pathParameters[name] ?? whole) : whole,
  );

const joined = (prefix: string, rest: string): string => {
  const path = rest === "" ? prefix || "/" : `${prefix.replace(/\/$/, "")}${rest}`;
  // The client's path holds none; a parameter beside a dot of the uri could make one.
  if (hasDotSegment(path)) throw new Refusal("INTERNAL_SERVER_ERROR", `${path} has a dot segment`);
  return path;
};
