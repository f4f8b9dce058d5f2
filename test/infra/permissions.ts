import type { Template } from "aws-cdk-lib/assertions";
import { type Resource, resourcesOf } from "./synthesis.ts";

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

interface RoleProperties {
  readonly RoleName: string;
  readonly Policies: readonly {
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  }[];
}

const list = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [value as T];

/** A reference as people write it: `<Ledger>/index/due` for the ARN or name of what the stack makes. */
export function readable(value: unknown): string {
  if (typeof value === "string") return value;
  const [[name, argument]] = Object.entries(value as object) as [[string, unknown]];
  if (name === "Ref") return `<${bare(argument as string)}>`;
  if (name === "Fn::GetAtt") return `<${bare((argument as [string])[0])}>`;
  if (name === "Fn::Join") return (argument as [string, unknown[]])[1].map(readable).join("");
  // Select(1, Split("/", the parent unit's ARN)) is the only other one.
  return "<organization>";
}

const bare = (logicalId: string) => logicalId.replace(/[0-9A-F]{8}$/, "");

const conditionOf = ({ Condition }: Statement): string =>
  Condition === undefined
    ? ""
    : ` if ${JSON.stringify(Condition, (_, value: unknown) => (isReference(value) ? readable(value) : value))}`;

const isReference = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.keys(value).every((key) => key === "Ref" || key.startsWith("Fn::"));

/** Everything that the role of this name may do, one line for each action and resource. */
export function permissionsOf(template: Template, roleName: string): readonly string[] {
  const role = rolesOf(template).find(({ RoleName }) => RoleName === roleName);
  if (role === undefined) throw new Error(`The template has no role ${roleName}.`);
  return role.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap((statement) =>
      list(statement.Action).flatMap((action) =>
        list(statement.Resource).map(
          (resource) => `${action} ${readable(resource)}${conditionOf(statement)}`,
        ),
      ),
    )
    .toSorted();
}

export const rolesOf = (template: Template): readonly RoleProperties[] =>
  Object.values(resourcesOf(template, "AWS::IAM::Role")).map(
    ({ Properties }: Resource) => Properties as unknown as RoleProperties,
  );
