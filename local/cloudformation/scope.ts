import type { ResourceMade } from "../kernel/service.ts";
import type { Template } from "./template.ts";

/** What the names in a template stand for while it is deployed. */
export interface Scope {
  readonly template: Template;
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Resources that were made so far, by logical id. */
  readonly made: ReadonlyMap<string, ResourceMade>;
}

/** A `Ref` to AWS::NoValue: the property that holds it is left out. */
export const NO_VALUE = Symbol("AWS::NoValue");

/** What `Ref` gives for a pseudo parameter, a parameter or a resource. */
export function refer(name: string, scope: Scope): unknown {
  switch (name) {
    case "AWS::AccountId":
      return scope.account;
    case "AWS::Region":
      return scope.region;
    case "AWS::Partition":
      return "aws";
    case "AWS::URLSuffix":
      return "amazonaws.com";
    case "AWS::StackName":
      return scope.stackName;
    case "AWS::StackId":
      return scope.stackId;
    case "AWS::NoValue":
      return NO_VALUE;
    default:
      return named(name, scope);
  }
}

function named(name: string, scope: Scope): unknown {
  const resource = scope.made.get(name);
  if (resource !== undefined) return resource.ref;
  if (name in scope.parameters) return scope.parameters[name];
  const parameter = scope.template.Parameters[name];
  if (parameter?.Default !== undefined) return parameter.Default;
  throw new Error(
    parameter === undefined
      ? `Nothing in the template is called ${name}.`
      : `Parameter ${name} of stack ${scope.stackName} has no value.`,
  );
}

/** What `Fn::GetAtt` gives. */
export function attribute(name: string, of: string, scope: Scope): unknown {
  const resource = scope.made.get(of);
  if (resource === undefined) throw new Error(`Nothing in the template is called ${of}.`);
  if (name in resource.attributes) return resource.attributes[name];
  const type = scope.template.Resources[of]?.Type;
  throw new Error(`The local cloud does not emulate the attribute ${name} of ${of} (${type}).`);
}
