import type { AssumeRootCommandInput, AssumeRootCommandOutput } from "@aws-sdk/client-sts";
import type { OrganizationView } from "../../identity/organization-view.ts";
import { issueSession } from "../../identity/sessions.ts";
import type { Call, Operation, World } from "../../kernel/service.ts";
import { rootArn } from "../iam/arns.ts";
import { awsPolicy } from "../iam/aws-managed/table.ts";
import { defaultDocument } from "../iam/find.ts";
import { isRootManager, rootFeatures } from "../iam/root-access.ts";
import { credentialsAnswer } from "./answers.ts";
import { accessDenied, validationError } from "./errors.ts";
import { durationFor } from "./inputs.ts";
import { type Answer, stsOperation } from "./operation.ts";
import { ofResource } from "./role-entry.ts";

/** STS API Reference, AssumeRoot: 15 minutes at most. */
const DURATIONS = { shortest: 0, longest: 900, usual: 900 };
const TASKS = "arn:aws:iam::aws:policy/root-task/";

function targetOf({ TargetPrincipal = "" }: AssumeRootCommandInput): string {
  const account = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/.exec(TargetPrincipal)?.[1];
  if (account === undefined) throw validationError(`${TargetPrincipal} is invalid`);
  return account;
}

/** The policy that leaves a root session the one task that it is for. Errors: ValidationError. */
function taskPolicy({ TaskPolicyArn }: AssumeRootCommandInput): string {
  const arn = TaskPolicyArn?.arn ?? "";
  const policy = arn.startsWith(TASKS) ? awsPolicy(arn) : undefined;
  if (!policy) throw validationError(`The task policy ${arn} cannot be used with AssumeRoot.`);
  return defaultDocument(policy);
}

/** Whether the caller's account may act as the root user of the target, as its organization has it. */
function isManaged(
  world: World,
  { caller, target }: { readonly caller: string; readonly target: string },
  organization: OrganizationView,
): boolean {
  const own = organization.membershipOf(caller);
  const other = organization.membershipOf(target);
  if (!own || own.organizationId !== other?.organizationId) return false;
  if (target === own.managementAccount || !organization.isUsable(target)) return false;
  const features = rootFeatures(world, own.managementAccount);
  return features.includes("RootSessions") && isRootManager(caller, own, organization);
}

function authorize(
  input: AssumeRootCommandInput,
  { principal }: Call,
  organization: OrganizationView,
) {
  const target = targetOf(input);
  const resource = rootArn(target);
  if (principal.kind === "root") {
    throw accessDenied("Root user sessions may not be assumed by root accounts.");
  }
  const context = {
    "sts:TaskPolicyArn": input.TaskPolicyArn?.arn ?? "",
    ...ofResource(target, organization),
  };
  // The caller's own policies decide alone: a root user has no trust policy.
  return [{ action: "sts:AssumeRoot", resource, context }];
}

/** A session of the root user of a member account, for one privileged task (facts 2.5). */
export const assumeRoot = (organization: OrganizationView): Operation<AssumeRootCommandInput> =>
  stsOperation<AssumeRootCommandInput, Answer<AssumeRootCommandOutput>>({
    name: "AssumeRoot",
    members: ["TargetPrincipal", "TaskPolicyArn", "DurationSeconds"],
    authorize: (input, call) => authorize(input, call, organization),
    run(input, { world, account: caller, principal }) {
      const target = targetOf(input);
      const policy = taskPolicy(input);
      const seconds = durationFor(input.DurationSeconds, DURATIONS);
      if (!isManaged(world, { caller, target }, organization)) {
        throw accessDenied(
          `User: ${principal.arn} is not authorized to perform: sts:AssumeRoot on resource: ${rootArn(target)}`,
        );
      }
      const issuedAt = world.clock.now();
      const expiresAt = issuedAt + seconds * 1000;
      const facts = { issuedAt, expiresAt, assumedRoot: true, policies: [policy] };
      const session = issueSession(world, { account: target, owner: { kind: "root" }, facts });
      return { Credentials: credentialsAnswer(session) };
    },
  });
