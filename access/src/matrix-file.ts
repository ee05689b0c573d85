import { openYaml, type YamlFile } from "@gatehouse/config/yaml-file.ts";
import { z } from "zod";
import { routeOf, routesAt } from "./route-of.ts";
import { BadRow, parseRow, type Row } from "./row.ts";
import { usernamesIn, type World } from "./world.ts";

/** A row that fits the configuration. */
export interface MatrixRow extends Row {
  readonly username: string;
  /** Whether nobody is asked for a token there. */
  readonly open: boolean;
  /** As written, with one blank between words. */
  readonly text: string;
  /** `config/access.test.yaml:14` */
  readonly place: string;
}

const rows = z
  .array(z.string({ error: "expected a row such as alice@example.com  GET /trades/1  allow" }), {
    error: "expected a list of rows",
  })
  .min(1, "expected at least one row");

/**
 * Reads the matrix.
 * @throws {BadFile} for rows that are none, that repeat another one, and that name a user or a route that there is not,
 * each with its line.
 */
export const readMatrix = (file: string, world: World): readonly MatrixRow[] => {
  const yaml = openYaml(file);
  const parsed = rows.safeParse(yaml.data);
  if (!parsed.success) throw yaml.fault(parsed.error.issues.map(({ path, message }) => ({ path, message })));
  const read = parsed.data.map((text, index) => attempted(() => rowOf(text, { world, place: placeOf(yaml, index) })));
  const faults = read.flatMap((row, index) => (row instanceof BadRow ? [{ path: [index], message: row.message }] : []));
  const found = read.filter((row): row is MatrixRow => !(row instanceof BadRow));
  faults.push(...repeated(read));
  if (faults.length > 0) throw yaml.fault(faults);
  return found;
};

const placeOf = (yaml: YamlFile, index: number) => `${yaml.file}:${yaml.line([index])}`;

const attempted = (read: () => MatrixRow): MatrixRow | BadRow => {
  try {
    return read();
  } catch (error) {
    if (error instanceof BadRow) return error;
    throw error;
  }
};

interface Around {
  readonly world: World;
  readonly place: string;
}

const rowOf = (given: string, { world, place }: Around): MatrixRow => {
  const row = parseRow(given);
  const username = usernameOf(row.who, world);
  const route = routeOf(world.routes, row.method, row.path);
  if (!route) throw new BadRow(noRoute(row, world));
  return { ...row, username, open: route.open, text: given.trim().replaceAll(/\s+/g, " "), place };
};

const usernameOf = (who: string, world: World) => {
  const person = world.people.find(({ email }) => email === who);
  if (person) return person.username;
  if (usernamesIn(world).includes(who)) return who;
  throw new BadRow(
    `nobody is known as ${who}: expected an e-mail address of people.yaml or a username of entitlements.yaml`,
  );
};

const noRoute = ({ method, path }: Row, { routes, api }: World) => {
  const others = routesAt(routes, path).map((route) => `${route.method} ${route.path}`);
  return `${api.definition} has no route for ${method} ${path}${others.length > 0 ? `; it has ${others.join(", ")}` : ""}`;
};

/** The same question twice, with one answer or with two. */
const repeated = (read: readonly (MatrixRow | BadRow)[]) => {
  const seen = new Map<string, MatrixRow>();
  return read.flatMap((row, index) => {
    if (row instanceof BadRow) return [];
    const key = JSON.stringify([
      row.username,
      row.method,
      row.path,
      row.at,
      row.groups.toSorted(),
      Object.entries(row.attributes).sort(),
    ]);
    const first = seen.get(key);
    if (!first) seen.set(key, row);
    return first ? [{ path: [index], message: `is asked in ${first.place} already` }] : [];
  });
};
