import type {
  CreateAccountCommandInput,
  CreateAccountCommandOutput,
  CreateAccountFailureReason,
} from "@aws-sdk/client-organizations";
import type { Operation, World } from "../../kernel/service.ts";
import { creationAnswer } from "./creation-status.ts";
import { DURATIONS } from "./durations.ts";
import { violation } from "./failures.ts";
import { newRequestId } from "./ids.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { MOST_CREATIONS_IN_PROGRESS } from "./limits.ts";
import { newAccountOf } from "./new-account-input.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { accountsOf, type CreationRecord, creationsOf } from "./records.ts";
import { settingsOf, takeComingFailure } from "./settings.ts";

function creationsInProgress(world: World): CreationRecord[] {
  return [...creationsOf(world).values()].filter(({ state }) => state === "IN_PROGRESS");
}

/**
 * Full already is told at once; a limit that is reached only by creations still in progress fails the
 * last of them. (Which of the two AWS does when is not documented; it has an error for each.)
 */
function checkQuotas(world: World): void {
  if (creationsInProgress(world).length >= MOST_CREATIONS_IN_PROGRESS) {
    throw violation("ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED");
  }
  if (accountsOf(world).size >= settingsOf(world).accountLimit) {
    throw violation("ACCOUNT_NUMBER_LIMIT_EXCEEDED");
  }
}

/** A second request with the same information, while the first is in progress, fails. */
function failureOf(world: World, email: string): CreateAccountFailureReason | undefined {
  const ordered = takeComingFailure(world);
  if (ordered) return ordered;
  const isDouble = creationsInProgress(world).some(
    (other) => other.email.toLowerCase() === email.toLowerCase(),
  );
  return isDouble ? "CONCURRENT_ACCOUNT_MODIFICATION" : undefined;
}

function requestFor(world: World, input: CreateAccountCommandInput): CreationRecord {
  const wanted = newAccountOf(input);
  checkQuotas(world);
  const { clock, random } = world;
  const now = clock.now();
  const failureReason = failureOf(world, wanted.email);
  return {
    id: newRequestId(world),
    ...wanted,
    requestedAt: now,
    completesAt: now + DURATIONS.creation(random),
    listedFrom: now + DURATIONS.listingOfRequest(random),
    state: "IN_PROGRESS",
    ...(failureReason && { failureReason }),
  };
}

/** Takes a request for an account and answers at once; what becomes of it, its status tells later. */
export const createAccount = (
  lifecycle: Lifecycle,
): Operation<CreateAccountCommandInput, Answer<CreateAccountCommandOutput>> =>
  organizationOperation({
    name: "CreateAccount",
    members: ["Email", "AccountName", "RoleName", "IamUserAccessToBilling", "Tags"],
    access: "management",
    isMaking: true,
    run(input, { world }) {
      const creation = requestFor(world, input);
      creationsOf(world).set(creation.id, creation);
      lifecycle.watchCreation(creation.id);
      return { CreateAccountStatus: creationAnswer(creation) };
    },
  });
