import { AccountClient, EnableRegionCommand, paginateListRegions } from "@aws-sdk/client-account";
import { BudgetsClient, CreateBudgetCommand, DescribeBudgetCommand } from "@aws-sdk/client-budgets";
import {
  CloseAccountCommand,
  type ConstraintViolationException,
  CreateAccountCommand,
  DescribeAccountCommand,
  DescribeOrganizationCommand,
  OrganizationsClient,
  paginateListAccounts,
} from "@aws-sdk/client-organizations";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { organizationsClosure } from "../../../adapters/aws/organizations-closure.ts";
import { organizationsCreation } from "../../../adapters/aws/organizations-creation.ts";
import type { AccountId } from "../../../domain/ids.ts";
import { accountService } from "../../../local/services/account/service.ts";
import { budgetsService } from "../../../local/services/budgets/service.ts";
import {
  accountManagement,
  memberOf,
} from "../../../local/services/organizations/account-management.ts";
import { type Gateway, startGateway } from "../../../local/wire/gateway.ts";
import { identity, keyOf } from "../wire/identities.ts";
import { anOrganization, HOUR, MANAGEMENT, MINUTE, type Organization } from "./an-organization.ts";

let organization: Organization;
let gateway: Gateway;

beforeEach(async () => {
  organization = anOrganization();
  const { world, service } = organization;
  const account = accountService(world, {
    memberOf: (id) => memberOf(world, id),
    management: () => accountManagement(world),
  });
  const services = [service, account, budgetsService(world)];
  gateway = await startGateway({ world, identity, services, port: 0 });
});

afterEach(() => gateway.close());

/** Settings of a client that signs by the clock of the cloud as it is now. */
const settings = () => ({
  endpoint: gateway.url,
  region: "us-east-1",
  credentials: keyOf("admin"),
  maxAttempts: 1,
  systemClockOffset: organization.world.clock.now() - Date.now(),
});

const organizations = () => new OrganizationsClient(settings());

describe("Organizations on the wire", () => {
  it("answers the SDK with dates and lists", async () => {
    const asked = { AccountName: "blue", Email: "blue@example.com" };

    const { CreateAccountStatus } = await organizations().send(new CreateAccountCommand(asked));
    await organization.pass(10 * MINUTE);

    const client = organizations();
    expect(CreateAccountStatus?.RequestedTimestamp).toBeInstanceOf(Date);
    const names: unknown[] = [];
    for await (const { Accounts = [] } of paginateListAccounts({ client }, {}))
      names.push(...Accounts.map(({ Name }) => Name));
    expect(names.sort()).toEqual(["blue", "management", "vending"]);
  });

  it("answers operations without an output", async () => {
    const client = organizations();

    const answer = await client.send(new CloseAccountCommand({ AccountId: "222222222222" }));

    expect(answer.$metadata.httpStatusCode).toBe(200);
  });

  it("tells the reason of a refusal", async () => {
    const call = organizations().send(new CloseAccountCommand({ AccountId: MANAGEMENT }));

    const error = (await call.catch((thrown: unknown) => thrown)) as ConstraintViolationException;

    expect(error.name).toBe("ConstraintViolationException");
    expect(error.Reason).toBe("CANNOT_CLOSE_MANAGEMENT_ACCOUNT");
    expect(error.message).toBe("You can't close the management account of an organization.");
  });

  it("throttles so that the SDK knows", async () => {
    const client = organizations();
    const describe = () => client.send(new DescribeOrganizationCommand({}));
    await describe();
    await describe();

    await expect(describe()).rejects.toMatchObject({ name: "TooManyRequestsException" });
  });

  it("refuses what is not allowed as IAM does", async () => {
    const client = new OrganizationsClient({ ...settings(), credentials: keyOf("reader") });

    const refusal = client.send(new DescribeAccountCommand({ AccountId: MANAGEMENT }));

    await expect(refusal).rejects.toMatchObject({ name: "AccessDeniedException" });
  });

  it("takes calls that are signed for the caller's own Region, as clients with an endpoint of their own do", async () => {
    const client = new OrganizationsClient({ ...settings(), region: "eu-west-1" });

    const { Organization } = await client.send(new DescribeOrganizationCommand({}));

    expect(Organization?.MasterAccountId).toBe(MANAGEMENT);
  });
});

describe("Mayfly's adapters in the organization", () => {
  it("create an account and find it again by its name", async () => {
    const creating = () => {
      const client = organizations();
      return organizationsCreation(client, client, "OrganizationAccountAccessRole");
    };
    const wanted = { name: "mayfly-1", email: "mayfly+1@example.com", tags: { a: "1" } };

    const submission = await creating().create(wanted);
    const requestId = "requestId" in submission ? submission.requestId : "";
    await organization.pass(10 * MINUTE);

    const creation = creating();
    const status = await creation.status(requestId);
    const accountId = await creation.findAccount(wanted);
    expect(status).toEqual({ state: "succeeded", requestId, accountId });
    expect(await creation.find("mayfly-1")).toEqual(status);
  });

  it("close an account, and take a second request for the same", async () => {
    const closure = () => organizationsClosure(organizations());
    const accountId = "222222222222" as AccountId;

    await closure().close(accountId);
    const pending = await closure().stateOf(accountId);
    await organization.pass(MINUTE);
    await closure().close(accountId);
    await organization.pass(4 * HOUR);
    await closure().close(accountId);

    expect([pending, await closure().stateOf(accountId)]).toEqual(["PENDING_CLOSURE", "CLOSED"]);
  });
});

describe("Account Management on the wire", () => {
  it("lists Regions and takes changes", async () => {
    const client = new AccountClient(settings());
    await client.send(new EnableRegionCommand({ RegionName: "eu-south-1" }));

    const enabling: unknown[] = [];
    const asked = { RegionOptStatusContains: ["ENABLING" as const] };
    for await (const { Regions = [] } of paginateListRegions({ client }, asked))
      enabling.push(...Regions);

    expect(enabling).toEqual([{ RegionName: "eu-south-1", RegionOptStatus: "ENABLING" }]);
    const again = client.send(new EnableRegionCommand({ RegionName: "eu-west-1" }));
    await expect(again).rejects.toMatchObject({ name: "TooManyRequestsException" });
  });

  it("refuses with the status that AWS gives", async () => {
    const client = new AccountClient(settings());

    const refusal = client.send(new EnableRegionCommand({ RegionName: "eu-west-1" }));

    await expect(refusal).rejects.toMatchObject({
      name: "ValidationException",
      reason: "invalidRegionOptTarget",
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("Budgets on the wire", () => {
  const Budget = {
    BudgetName: "mayfly-222222222222",
    BudgetType: "COST" as const,
    TimeUnit: "MONTHLY" as const,
    BudgetLimit: { Amount: "50", Unit: "USD" },
  };

  it("makes a budget once", async () => {
    const client = new BudgetsClient(settings());
    await client.send(new CreateBudgetCommand({ AccountId: MANAGEMENT, Budget }));

    const asked = { AccountId: MANAGEMENT, BudgetName: Budget.BudgetName };
    const told = await client.send(new DescribeBudgetCommand(asked));

    expect(told.Budget).toMatchObject({
      ...Budget,
      TimePeriod: { Start: new Date("2026-11-01"), End: new Date("2087-06-15") },
    });
    const again = client.send(new CreateBudgetCommand({ AccountId: MANAGEMENT, Budget }));
    await expect(again).rejects.toMatchObject({ name: "DuplicateRecordException" });
  });
});
