import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Says why findings of cdk-nag stand as they are: id as synthesis prints it, and the reason. */
export function acknowledge(scope: IConstruct, findings: Readonly<Record<string, string>>): void {
  Validations.of(scope).acknowledge(
    ...Object.entries(findings).map(([id, reason]) => ({ id, reason })),
  );
}
