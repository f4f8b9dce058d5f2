import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LocalCloud } from "../../../local/cloud/start.ts";
import type { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { rolesOf } from "../../../local/services/iam/tables.ts";
import type { ChangeableResource, ChangeableTemplate } from "./changed-assembly.ts";
import type { Statement } from "./parts.ts";

/** What a role may do, as it is deployed: every reference is filled in. */
export interface RolePolicy {
  readonly roleName: string;
  readonly roleArn: string;
  readonly statements: readonly Statement[];
}

/** The templates of a cloud assembly, by the names of their files. */
export const templatesOf = (assembly: string): readonly ChangeableTemplate[] =>
  readdirSync(assembly)
    .filter((file) => file.endsWith(".template.json"))
    .map((file) => JSON.parse(readFileSync(join(assembly, file), "utf8")) as ChangeableTemplate);

/** Every resource of a type in the templates. */
export const resourcesIn = (assembly: string, type: string): readonly ChangeableResource[] =>
  templatesOf(assembly)
    .flatMap(({ Resources }) => Object.values(Resources))
    .filter(({ Type }) => Type === type);

/** Names of the roles that the templates make. */
export const roleNamesIn = (assembly: string): readonly string[] =>
  resourcesIn(assembly, "AWS::IAM::Role").map(({ Properties }) => String(Properties["RoleName"]));

/** The roles of the templates, in the accounts where they were deployed. */
export function policiesIn(
  { world, configuration }: LocalCloud<VirtualClock>,
  assembly: string,
): readonly RolePolicy[] {
  const { managementAccountId, vendingAccountId } = configuration.organization;
  const names = new Set(roleNamesIn(assembly));
  return [managementAccountId, vendingAccountId].flatMap((account) =>
    [...rolesOf(world, account).values()]
      .filter(({ name, attached }) => names.has(name) && attached.length === 0)
      .map(({ name, path, inline }) => ({
        roleName: name,
        roleArn: `arn:aws:iam::${account}:role${path}${name}`,
        statements: Object.values(inline).flatMap(statementsIn),
      })),
  );
}

/** The statements of a policy's JSON. */
export const statementsIn = (document: string): readonly Statement[] =>
  [(JSON.parse(document) as { Statement: Statement | readonly Statement[] }).Statement].flat();
