import type { FunctionRecord } from "./functions.ts";

/** One permission of a function's resource policy, as AddPermission makes it. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Principal: Readonly<Record<string, string>> | "*";
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What AddPermission and AWS::Lambda::Permission ask for. */
export interface WantedPermission {
  readonly id: string;
  readonly action: string;
  readonly principal: string;
  readonly sourceArn?: string | undefined;
  readonly sourceAccount?: string | undefined;
  readonly principalOrgId?: string | undefined;
}

function principalOf(principal: string): PolicyStatement["Principal"] {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  return principal.startsWith("arn:") ? { AWS: principal } : { Service: principal };
}

/** The statement that Lambda writes for a permission. */
export function statementFor(
  { arn }: Pick<FunctionRecord, "arn">,
  wanted: WantedPermission,
): PolicyStatement {
  const { sourceArn, sourceAccount, principalOrgId } = wanted;
  const equals = {
    ...(sourceAccount !== undefined && { "AWS:SourceAccount": sourceAccount }),
    ...(principalOrgId !== undefined && { "aws:PrincipalOrgID": principalOrgId }),
  };
  const condition = {
    ...(Object.keys(equals).length > 0 && { StringEquals: equals }),
    ...(sourceArn !== undefined && { ArnLike: { "AWS:SourceArn": sourceArn } }),
  };
  return {
    Sid: wanted.id,
    Effect: "Allow",
    Principal: principalOf(wanted.principal),
    Action: wanted.action,
    Resource: arn,
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  };
}

/** The function's resource policy as JSON text; undefined while it has no statement. */
export function policyOf({ policy }: Pick<FunctionRecord, "policy">): string | undefined {
  if (policy.length === 0) return undefined;
  return JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: policy });
}
