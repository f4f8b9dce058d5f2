import { describe, expect, test } from "vitest";
import type { Lease } from "../../../domain/lease/lease.ts";
import {
  administratorsOf,
  approversOf,
  type MailDirectory,
  ownerOf,
} from "../../../domain/mail/recipients.ts";
import { DAY, plus } from "../../../domain/time.ts";
import { ALICE, aTemplate, BOB, NOW, requested } from "../../support/builders.ts";

const CAROL = "arn:aws:iam::222222222222:user/carol";

const directory = (more: Partial<MailDirectory> = {}): MailDirectory => ({
  rules: {
    principal: "person:aws:{email}",
    exceptions: { "alice@example.com": ALICE, "bob@example.com": BOB },
  },
  approvers: [BOB, CAROL],
  administrators: ["email:Admin@example.com"],
  mailboxes: { approvers: [], administrators: [] },
  ...more,
});

type Approving = NonNullable<ReturnType<typeof aTemplate>["approvers"]>;

const aRequest = (approvers?: Approving): Lease => {
  const more = approvers === undefined ? {} : { approvers };
  return requested({ template: aTemplate({ approval: "always", ...more }) }).lease;
};

describe("an owner", () => {
  test("is told where the identity provider had verified that mail reaches them", () => {
    expect(ownerOf({ owner: ALICE, email: "Alice@work.example" }, directory())).toEqual({
      ...{ addresses: ["alice@work.example"], without: 0 },
    });
  });

  test("is told at the address that their principal has by the rules", () => {
    expect(ownerOf({ owner: ALICE }, directory()).addresses).toEqual(["alice@example.com"]);
  });

  test.each(["x", "a b@example.com", "a@example.com\nBcc: c@example.com", "ü@example.com", "a@b"])(
    "is not told at %j, which is no address",
    (email) => {
      expect(ownerOf({ owner: CAROL as typeof ALICE, email }, directory())).toEqual({
        ...{ addresses: [], without: 1 },
      });
    },
  );
});

describe("approvers", () => {
  test("are told where they have an address, and counted where they have none", () => {
    expect(approversOf(aRequest(), directory(), NOW)).toEqual({
      ...{ addresses: ["bob@example.com"], without: 1 },
    });
  });

  test("do not include the owner, by principal or by mailbox", () => {
    const approvers = [ALICE, BOB];
    const mailboxes = { approvers: ["ALICE@example.com"], administrators: [] };
    expect(approversOf(aRequest(), directory({ approvers, mailboxes }), NOW).addresses).toEqual([
      "bob@example.com",
    ]);
  });

  test("are told in their mailbox when they are a pattern or a group", () => {
    const approvers = ["group:leads", "arn:aws:sts::222222222222:assumed-role/Lead/*"];
    const mailboxes = { approvers: ["leads@example.com"], administrators: [] };
    expect(approversOf(aRequest(), directory({ approvers, mailboxes }), NOW)).toEqual({
      ...{ addresses: ["leads@example.com"], without: 0 },
    });
    expect(approversOf(aRequest(), directory({ approvers }), NOW)).toEqual({
      ...{ addresses: [], without: 1 },
    });
  });

  test("of a template are told instead of the deployment's, and its substitutes when it is late", () => {
    const mailboxes = { approvers: ["leads@example.com"], administrators: [] };
    const lease = aRequest({ approvers: [BOB], substitutes: ["email:deputy@example.com"] });
    const told = (seconds: number) =>
      approversOf(lease, directory({ mailboxes }), plus(NOW, seconds)).addresses;
    expect(told(0)).toEqual(["bob@example.com"]);
    expect(told(30 * DAY)).toEqual(["bob@example.com", "deputy@example.com"]);
  });

  test("are administrators where nobody else is named", () => {
    expect(approversOf(aRequest(), directory({ approvers: [] }), NOW).addresses).toEqual([
      "admin@example.com",
    ]);
  });
});

test("nobody is told twice who is named in two ways", () => {
  const mailboxes = { approvers: [], administrators: ["admin@EXAMPLE.com", "ops@example.com"] };
  expect(administratorsOf(directory({ mailboxes })).addresses).toEqual([
    "admin@example.com",
    "ops@example.com",
  ]);
});
