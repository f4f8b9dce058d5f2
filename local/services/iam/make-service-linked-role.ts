import { NotEmulated } from "../../kernel/aws-error.ts";
import type { World } from "../../kernel/service.ts";
import { invalidInput } from "./errors.ts";
import type { RoleRecord } from "./records.ts";
import { keyOf, rolesOf } from "./tables.ts";
import { uniqueId } from "./unique-ids.ts";

/** A service that has a role of its own in accounts. */
interface LinkedService {
  /** Last part of the role's name. */
  readonly suffix: string;
  readonly description: string;
  readonly policies: readonly string[];
}

const LINKED_SERVICES: Readonly<Record<string, LinkedService>> = {
  "organizations.amazonaws.com": {
    suffix: "Organizations",
    description:
      "Service-linked role used by AWS Organizations to enable integration of other AWS services with Organizations.",
    policies: ["arn:aws:iam::aws:policy/aws-service-role/AWSOrganizationsServiceTrustPolicy"],
  },
};

function linkedService(service: string): LinkedService {
  const linked = LINKED_SERVICES[service];
  if (!linked) throw new NotEmulated(`the service-linked role of ${service}`);
  return linked;
}

export function linkedRoleArn(account: string, service: string): string {
  const name = `AWSServiceRoleFor${LINKED_SERVICES[service]?.suffix ?? ""}`;
  return `arn:aws:iam::${account}:role/aws-service-role/${service}/${name}`;
}

function trustIn(service: string): string {
  const Principal = { Service: [service] };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Action: ["sts:AssumeRole"], Effect: "Allow", Principal }],
  });
}

/** Makes the role of a service. Errors: InvalidInput when the account has it, NotEmulated. */
export function makeServiceLinkedRole(world: World, account: string, service: string): RoleRecord {
  const { suffix, description, policies } = linkedService(service);
  const name = `AWSServiceRoleFor${suffix}`;
  const roles = rolesOf(world, account);
  if (roles.has(keyOf(name))) {
    throw invalidInput(
      `Service role name ${name} has been taken in this account, please try a different suffix.`,
    );
  }
  const role: RoleRecord = {
    account,
    name,
    path: `/aws-service-role/${service}/`,
    id: uniqueId(world, "AROA"),
    createdAt: world.clock.now(),
    tags: {},
    inline: {},
    attached: policies,
    trust: trustIn(service),
    trustedIds: {},
    description,
    maxSessionDuration: 3600,
  };
  roles.set(keyOf(name), role);
  return role;
}
