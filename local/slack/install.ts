import type { Configuration } from "../../infra/configuration.ts";
import { namesOf } from "../../infra/names.ts";
import type { RootUser } from "../kernel/principal.ts";
import type { Dispatch, World } from "../kernel/service.ts";
import { findSecret } from "../services/secrets-manager/secrets.ts";
import { APP } from "./settings.ts";

/** Puts the app's secrets where its functions look: what an administrator does once after the deployment. */
export async function installSlackApp(
  { world, dispatch }: { readonly world: World; readonly dispatch: Dispatch },
  configuration: Configuration,
): Promise<void> {
  if (configuration.slack === undefined) return;
  const { region, organization } = configuration;
  const account = organization.vendingAccountId;
  const SecretId = namesOf(configuration).own("slack");
  if ((findSecret(world, SecretId, { account, region })?.versions.length ?? 0) > 0) return;
  const arn = `arn:aws:iam::${account}:root`;
  const principal: RootUser = { kind: "root", account, arn, userId: account };
  const { signingSecrets, botToken } = APP;
  await dispatch({
    ...{ principal, region, service: "secretsmanager", operation: "PutSecretValue" },
    input: { SecretId, SecretString: JSON.stringify({ signingSecrets, botToken }) },
  });
}
