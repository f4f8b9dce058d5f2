import type { Configuration } from "../../infra/configuration.ts";
import { identityOf } from "../../infra/mail/schema.ts";
import type { World } from "../kernel/service.ts";
import { verifyIdentity } from "../services/ses/identities.ts";
import { configurationSetsAt } from "../services/ses/records.ts";

/** Makes and verifies what the configuration names: what an administrator does once in SES. */
export function installMail(
  world: World,
  { notifications, organization, region }: Configuration,
): void {
  const mail = notifications?.mail;
  if (mail === undefined) return;
  const site = { account: organization.vendingAccountId, region };
  verifyIdentity(world, site, identityOf(mail));
  if (mail.configurationSet !== undefined)
    configurationSetsAt(world, site).set(mail.configurationSet, true);
}
