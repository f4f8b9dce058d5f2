import {
  CreateAccountState,
  type CreateAccountStatus,
  CreateAccountStatusNotFoundException,
  type DescribeCreateAccountStatusCommandInput,
  type DescribeCreateAccountStatusCommandOutput,
  type ListCreateAccountStatusCommandInput,
  type ListCreateAccountStatusCommandOutput,
} from "@aws-sdk/client-organizations";
import { invalidInput } from "./failures.ts";
import { type Answer, organizationOperation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { type CreationRecord, creationsOf } from "./records.ts";

const REQUEST_ID = /^car-[a-z0-9]{8,32}$/;

/** The status of a request. It has no e-mail address: a lost request is found by its account's name. */
export function creationAnswer(creation: CreationRecord): CreateAccountStatus {
  const { id, accountName, state, requestedAt, completesAt, accountId, failureReason } = creation;
  return {
    Id: id,
    AccountName: accountName,
    State: state,
    RequestedTimestamp: new Date(requestedAt),
    ...(state !== "IN_PROGRESS" && { CompletedTimestamp: new Date(completesAt) }),
    ...(accountId !== undefined && { AccountId: accountId }),
    ...(state === "FAILED" && { FailureReason: failureReason }),
  };
}

const describeStatus = organizationOperation<
  DescribeCreateAccountStatusCommandInput,
  Answer<DescribeCreateAccountStatusCommandOutput>
>({
  name: "DescribeCreateAccountStatus",
  members: ["CreateAccountRequestId"],
  access: "read",
  run({ CreateAccountRequestId: id = "" }, { world }) {
    if (!REQUEST_ID.test(id)) throw invalidInput("INVALID_PATTERN");
    const creation = creationsOf(world).get(id);
    if (creation) return { CreateAccountStatus: creationAnswer(creation) };
    const message = "You specified a create account request ID that doesn't exist.";
    throw new CreateAccountStatusNotFoundException({ message, $metadata: {} });
  },
});

const isState = (text: string): boolean =>
  (Object.values(CreateAccountState) as string[]).includes(text);

/** How long AWS lists requests that are over is not documented; here it is for ever. */
const listStatuses = organizationOperation<
  ListCreateAccountStatusCommandInput,
  Answer<ListCreateAccountStatusCommandOutput>
>({
  name: "ListCreateAccountStatus",
  members: ["States", "MaxResults", "NextToken"],
  access: "read",
  run({ States = [], ...asked }, { world }) {
    if (!States.every(isState)) throw invalidInput("INVALID_ENUM");
    const now = world.clock.now();
    const listed = [...creationsOf(world).values()]
      .filter(({ listedFrom }) => listedFrom <= now)
      .filter(({ state }) => States.length === 0 || States.includes(state))
      .map((creation) => ({ key: creation.id, item: creationAnswer(creation) }));
    const { items, next } = pageOf(world, listed, asked);
    return { CreateAccountStatuses: items, ...next };
  },
});

export const creationStatusOperations = {
  DescribeCreateAccountStatus: describeStatus,
  ListCreateAccountStatus: listStatuses,
};
