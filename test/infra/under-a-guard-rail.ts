import { guardRail } from "../../infra/guard-rails.ts";
import { decide } from "../../local/authorization/decide.ts";
import type { Principal } from "../../local/kernel/principal.ts";

export const CHILD = "333333333333";
export const NAMES = {
  Prefix: "mayfly",
  AccessRoleArn: "arn:aws:iam::*:role/OrganizationAccountAccessRole",
  Regions: ["eu-west-1", "eu-central-1"],
};

export const role = (path: string): Principal => ({
  kind: "role",
  account: CHILD,
  arn: `arn:aws:sts::${CHILD}:assumed-role/${path.split("/").at(-1)}/session`,
  roleArn: `arn:aws:iam::${CHILD}:role/${path}`,
  roleName: path.split("/").at(-1) ?? "",
  userId: "AROAEXAMPLE:session",
  session: { issuedAt: 0, expiresAt: 1 },
});

export const USER: Principal = {
  kind: "user",
  account: CHILD,
  arn: `arn:aws:iam::${CHILD}:user/somebody`,
  userId: "AIDAEXAMPLE",
  userName: "somebody",
};

export const ROOT: Principal = {
  kind: "root",
  account: CHILD,
  arn: `arn:aws:iam::${CHILD}:root`,
  userId: CHILD,
};

export const MAYFLY = role("OrganizationAccountAccessRole");
export const OWNER = role("mayfly-lease-holder");
export const OWN_ROLE = role("some-role-of-the-owner");
export const BATCH = role("service-role/AWSBatchServiceRole");

const document = (text: object | string) => ({
  name: "policy",
  document: typeof text === "string" ? text : JSON.stringify(text),
});

const EVERYTHING = document({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

export interface Attempt {
  readonly action: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string | boolean>>;
}

interface Rail {
  readonly Statement: readonly { readonly Sid: string }[];
}

/** The statements of a guard rail, by their names. */
export const statementsOf = (rail: string): readonly string[] =>
  (guardRail(rail, NAMES) as Rail).Statement.map(({ Sid }) => Sid);

/** A guard rail without one of its statements. */
function railWithout(rail: string, sid: string | undefined): object {
  const whole = guardRail(rail, NAMES) as Rail;
  return { ...whole, Statement: whole.Statement.filter(({ Sid }) => Sid !== sid) };
}

/** Whether an administrator of the account may do it under a guard rail, or under one that lacks a statement. */
export const isAllowed = (
  rail: string,
  principal: Principal,
  { without, ...attempt }: Attempt & { readonly without?: string },
): boolean =>
  decide(
    {
      principal,
      action: attempt.action,
      resource: attempt.resource ?? "*",
      resourceAccount: CHILD,
      context: {
        "aws:PrincipalArn": principal.kind === "role" ? principal.roleArn : principal.arn,
        ...attempt.context,
      },
    },
    {
      identity: [EVERYTHING],
      session: [],
      serviceControl: [[EVERYTHING, document(railWithout(rail, without))]],
    },
  ).allowed;
