import { readEnvironment } from "@gatehouse/config/environment.ts";
import { logger } from "@gatehouse/http/log.ts";
import { runOnce } from "@gatehouse/http/main.ts";
import { passwordsIn } from "./passwords.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { settings } from "./settings.ts";

await runOnce("migrate", async () => {
  const { DATABASE_ADMIN_URL, DATABASE_PASSWORDS, ENTITLEMENTS } = readEnvironment(settings, process.env);
  await prepareDatabase({
    adminUrl: DATABASE_ADMIN_URL,
    passwords: passwordsIn(DATABASE_PASSWORDS),
    entitlementsFile: ENTITLEMENTS,
    log: logger("migrate"),
  });
});
