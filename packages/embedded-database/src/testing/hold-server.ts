// A process for tests to kill: starts the server on the data directory that it is given, says so, and stays.
import { startPostgres } from "../server.ts";

const [directory = "", superuserPassword = ""] = process.argv.slice(2);
const server = await startPostgres({ directory, port: 0, superuserPassword });
process.stdout.write(`${server.pid}\n`);
setInterval(() => {}, 60_000);
