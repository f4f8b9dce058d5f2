import { beforeAll, describe, expect, it } from "vitest";
import { aCloud, type TestCloud } from "../support/cloud.ts";
import { expectRefusal } from "../support/refusals.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await aCloud();
});

const OVER = "limit-reached";

const GOOD = { template: "sandbox", purpose: "a load test" };

/** The cloud's time when requests are made here: 2026-12-01T09:00Z. */
const REFUSED: readonly [what: string, body: object, field: string, says: RegExp, kind?: string][] =
  [
    [
      "a template that there is not",
      { template: "castle" },
      "template",
      /sandbox, workshop/,
      "unknown-template",
    ],
    ["no template", { template: undefined }, "template", /GET \/v1\/lease-templates/],
    ["a template that is no text", { template: 7 }, "template", /template/],
    ["no purpose", { purpose: undefined }, "purpose", /say in a sentence/],
    ["an empty purpose", { purpose: "" }, "purpose", /is empty/],
    ["a purpose of spaces", { purpose: " \t " }, "purpose", /is empty/],
    ["a purpose of 501 characters", { purpose: "x".repeat(501) }, "purpose", /500/],
    ["a purpose that is no text", { purpose: { for: "me" } }, "purpose", /purpose/],
    ["a duration in words", { duration: "two days" }, "duration", /"two days".*P3D/],
    ["an empty duration", { duration: "" }, "duration", /ISO 8601/],
    ["a duration without a unit", { duration: "P" }, "duration", /ISO 8601/],
    ["a duration with a time that is missing", { duration: "P1DT" }, "duration", /ISO 8601/],
    ["a duration in months", { duration: "P1M" }, "duration", /weeks, days, hours or minutes/],
    ["a duration in seconds", { duration: "PT90S" }, "duration", /weeks, days, hours or minutes/],
    ["a negative duration", { duration: "-P1D" }, "duration", /ISO 8601/],
    ["a duration with a fraction", { duration: "P1.5D" }, "duration", /ISO 8601/],
    ["a duration that is no text", { duration: 3 }, "duration", /duration/],
    ["a duration of nothing", { duration: "PT0M" }, "duration", /longer than zero/],
    ["a duration over the template's", { duration: "P30DT1M" }, "duration", /at most P30D/, OVER],
    [
      "the longest duration that there is",
      { duration: "P99999W" },
      "duration",
      /at most P30D/,
      OVER,
    ],
    ["an end in the past", { endsAt: "2026-11-30T09:00:00Z" }, "endsAt", /in the past/],
    ["an end that is now", { endsAt: "2026-12-01T09:00:00Z" }, "endsAt", /in the past/],
    ["an end in words", { endsAt: "tomorrow" }, "endsAt", /"tomorrow".*2027-01-31T18:00:00Z/],
    ["an end that is a date", { endsAt: "2026-12-02" }, "endsAt", /ISO 8601/],
    ["an end without an offset", { endsAt: "2026-12-02T09:00:00" }, "endsAt", /offset/],
    ["an end in a thirteenth month", { endsAt: "2026-13-02T09:00:00Z" }, "endsAt", /ISO 8601/],
    ["an end on a day that is not", { endsAt: "2027-02-30T09:00:00Z" }, "endsAt", /ISO 8601/],
    [
      "an end over the template's",
      { endsAt: "2026-12-31T09:01:00Z" },
      "endsAt",
      /at most P30D/,
      OVER,
    ],
    ["a budget of nothing", { budget: 0 }, "budget", /1 to 200 US dollars/],
    ["a negative budget", { budget: -5 }, "budget", /1 to 200 US dollars/],
    ["a budget with cents", { budget: 9.5 }, "budget", /whole number of US dollars/],
    ["a budget over the template's", { budget: 201 }, "budget", /1 to 200 US dollars/, OVER],
    ["a budget in words", { budget: "much" }, "budget", /whole number of US dollars/],
    ["a member that is not known", { colour: "red" }, "colour", /not a member that is known/],
    [
      "an owner in the body",
      { owner: "arn:aws:iam::222222222222:user/x" },
      "owner",
      /not a member/,
    ],
  ];

describe("a request for an account", () => {
  it.each(REFUSED)("is refused with %s", async (_, body, field, says, kind = "invalid") => {
    await expectRefusal(
      cloud,
      () => cloud.as("developer")("POST /v1/leases", { ...GOOD, ...body }),
      {
        ...{ status: 422, kind, field, says },
      },
    );
  });

  it("is refused with a duration and an end", async () => {
    const body = { ...GOOD, duration: "P1D", endsAt: "2026-12-03T09:00:00Z" };

    await expectRefusal(cloud, () => cloud.as("developer")("POST /v1/leases", body), {
      ...{ status: 422, kind: "invalid", field: "endsAt", says: /together with duration/ },
    });
  });

  it.each([
    ["text that is no JSON", "{template: sandbox}", 400, "malformed"],
    ["JSON that breaks off", '{"template":"sandbox"', 400, "malformed"],
    ["a list", "[]", 422, "invalid"],
    ["null", "null", 422, "invalid"],
    ["a mere text", '"sandbox"', 422, "invalid"],
  ])("is refused when its body is %s", async (_, body, status, kind) => {
    const field = status === 422 ? { field: "body" } : {};

    await expectRefusal(cloud, () => cloud.as("developer")("POST /v1/leases", body), {
      ...{ status, kind, ...field },
    });
  });

  it("is told everything that is wrong with an empty body at once", async () => {
    const { status, body } = await cloud.as("developer")("POST /v1/leases");

    expect(status).toBe(422);
    expect(body["errors"]).toMatchObject([{ field: "template" }, { field: "purpose" }]);
  });

  it("is refused when its body is larger than 64 KiB, whatever is in it", async () => {
    const body = { ...GOOD, purpose: "x".repeat(65_536) };

    await expectRefusal(cloud, () => cloud.as("developer")("POST /v1/leases", body), {
      ...{ status: 413, kind: "too-large", says: /65536 is the limit/ },
    });
  });

  it("is refused in bytes that are no text", async () => {
    const headers = { "content-type": "application/octet-stream" };

    await expectRefusal(cloud, () => cloud.as("developer")("POST /v1/leases", "\u0000", headers), {
      ...{ status: 400, kind: "malformed" },
    });
  });
});
