import {
  DuplicatePolicyAttachmentException,
  PolicyTypeNotEnabledException,
  TargetNotFoundException,
} from "@aws-sdk/client-organizations";
import type { World } from "../../kernel/service.ts";
import { attach, attachedTo } from "./attachments.ts";
import { invalidInput, violation } from "./failures.ts";
import { POLICIES } from "./limits.ts";
import { organizationOf } from "./organization.ts";
import { findPolicy } from "./policies.ts";
import { isTarget, typeOf } from "./tree.ts";

/** A root, unit or account that exists. Throws InvalidInputException and TargetNotFoundException. */
export function checkTarget(world: World, id = ""): string {
  const type = typeOf(id);
  if (type !== "root" && type !== "unit" && type !== "account") {
    throw invalidInput("INVALID_PATTERN_TARGET_ID");
  }
  if (isTarget(world, id)) return id;
  const message = "You specified a target that doesn't exist.";
  throw new TargetNotFoundException({ message, $metadata: {} });
}

/** Throws PolicyTypeNotEnabledException while service control policies are disabled. */
export function checkTypeEnabled(world: World): void {
  if (organizationOf(world).serviceControlPolicies === "enabled") return;
  const message = "This operation can be performed only for enabled policy types.";
  throw new PolicyTypeNotEnabledException({ message, $metadata: {} });
}

/** Attaches a policy to a root, unit or account. Errors: those of AttachPolicy. */
export function attachPolicy(world: World, policyId?: string, targetId?: string): void {
  const { id } = findPolicy(world, policyId);
  const target = checkTarget(world, targetId);
  checkTypeEnabled(world);
  const attached = attachedTo(world, target);
  if (attached.includes(id)) {
    const message = "A policy with the specified name and type already exists.";
    throw new DuplicatePolicyAttachmentException({ message, $metadata: {} });
  }
  if (attached.length >= POLICIES.mostAttached) {
    throw violation("MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED");
  }
  attach(world, id, target);
}
