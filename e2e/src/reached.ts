import { execFileSync } from "node:child_process";
import { compose } from "./compose-command.ts";

export type Place = { readonly host: string; readonly port: number } | { readonly path: string };

export const written = (place: Place): string => ("path" in place ? place.path : `${place.host} ${place.port}`);

/**
 * Runs where the tests' own code may not be. That a connection is accepted says little, since a network may have a proxy
 * that accepts every one; so each must answer as a database does (one letter to an SSLRequest,
 * https://www.postgresql.org/docs/17/protocol-flow.html#PROTOCOL-FLOW-SSL), or as a service or the gateway does.
 */
const probe = `
const { createConnection } = require("node:net");
const sslRequest = Buffer.from("0000000804d2162f", "hex");
const ask = "GET /readyz HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n";
const reached = (place) => new Promise((resolve) => {
  const database = place.port === 5432;
  const connection = createConnection({ ...place, timeout: 3000 });
  let answer = "";
  const end = () => {
    connection.destroy();
    resolve(database ? /^[NS]$/.test(answer) : /"status":|Missing Authentication Token/.test(answer));
  };
  connection.once("connect", () => connection.write(database ? sslRequest : ask));
  connection.on("data", (data) => { answer += data.toString("latin1"); if (database) end(); });
  for (const event of ["end", "timeout", "error"]) connection.once(event, end);
});
const places = JSON.parse(process.argv[1]);
Promise.all(places.map(reached)).then((answers) => console.log(JSON.stringify(answers)));
`;

const chosen = (places: readonly Place[], answers: string) =>
  places.filter((_place, index) => (JSON.parse(answers) as boolean[])[index]).map(written);

/** Which of the places this machine itself reaches. */
export const reached = (places: readonly Place[]): readonly string[] =>
  chosen(places, execFileSync(process.execPath, ["-e", probe, JSON.stringify(places)], { encoding: "utf8" }));

/** Which of the places are reached from inside the container of a service. */
export const reachedFrom = (service: string, places: readonly Place[]): readonly string[] =>
  chosen(places, compose("exec", "-T", service, "node", "-e", probe, JSON.stringify(places)));
