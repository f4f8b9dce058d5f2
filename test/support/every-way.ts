import type { ConfigurationInput } from "../../infra/configuration.ts";
import example from "../../mayfly.config.example.ts";

type Center = NonNullable<ConfigurationInput["templates"][number]["identityCenter"]>;

/** An instance of IAM Identity Center that the local cloud makes because the configuration names it. */
export const CENTER: Center = {
  region: "eu-west-1",
  instanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef",
  identityStoreId: "d-1234567890",
  permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef",
  assignTo: "owner",
};

/** The templates of the example, where the named ones have every way in. */
export const withEveryWay = (...names: readonly string[]): ConfigurationInput["templates"] =>
  example.templates.map((each) =>
    names.includes(each.name) ? { ...each, parentPolicy: true, identityCenter: CENTER } : each,
  );
