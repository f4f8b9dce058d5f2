import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyTally } from "../../../domain/lease/tally.ts";
import { DAY, type Instant, plus } from "../../../domain/time.ts";
import { ALICE, aTemplate, NOW, request, requested } from "../../support/builders.ts";

describe("a request", () => {
  test("goes straight to vending when nobody must approve", () => {
    const { lease, events } = requested();
    expect(lease).toMatchObject({ status: "vending", vendingSince: NOW, version: 1 });
    expect(events.map(({ type }) => type)).toEqual(["LeaseRequested", "LeaseVending"]);
  });

  test("waits for an approver where the template says so", () => {
    const { lease, events } = requested({ template: aTemplate({ approval: "always" }) });
    expect(lease.status).toBe("requested");
    expect(events.map(({ type }) => type)).toEqual(["LeaseRequested"]);
  });

  test("gets the template's duration and budget when it names none", () => {
    expect(requested().lease).toMatchObject({
      term: { kind: "duration", seconds: 3 * DAY },
      budget: 50,
    });
  });

  test("is counted in its owner's tally in the same change", () => {
    expect(requested().tally).toEqual({ owner: ALICE, version: 1, open: { sandbox: 1 } });
  });

  test.each([
    ["a duration of zero", { term: { kind: "duration", seconds: 0 } }, "invalid", "duration"],
    [
      "a duration over the limit",
      { term: { kind: "duration", seconds: 31 * DAY } },
      "limit-reached",
      "duration",
    ],
    ["an end in the past", { term: { kind: "until", at: plus(NOW, -60) } }, "invalid", "endsAt"],
    [
      "an end beyond the limit",
      { term: { kind: "until", at: plus(NOW, 31 * DAY) } },
      "limit-reached",
      "endsAt",
    ],
    ["a budget over the limit", { budget: 201 }, "limit-reached", "budget"],
    ["a budget of nothing", { budget: 0 }, "invalid", "budget"],
    ["a negative budget", { budget: -5 }, "invalid", "budget"],
  ] as const)("is refused for %s, and the field is named", (_, wanted, refused, field) => {
    expect(request(wanted)).toMatchObject({ refused, field });
  });

  test("is refused when its owner holds as many leases of the template as allowed", () => {
    const tally = { ...emptyTally(ALICE), version: 2, open: { sandbox: 2 } };
    expect(request({}, tally)).toMatchObject({ refused: "limit-reached", field: "template" });
  });

  test("is not hindered by leases of another template", () => {
    const tally = { ...emptyTally(ALICE), version: 9, open: { workshop: 9 } };
    expect(request({}, tally)).toMatchObject({ tally: { open: { workshop: 9, sandbox: 1 } } });
  });

  test("is accepted exactly when its length lies within the template's limit", () => {
    fc.assert(
      fc.property(fc.integer({ min: -DAY, max: 60 * DAY }), fc.boolean(), (seconds, asMoment) => {
        const at: Instant = plus(NOW, seconds);
        const decision = request({
          term: asMoment ? { kind: "until", at } : { kind: "duration", seconds },
        });
        expect("lease" in decision).toBe(seconds > 0 && seconds <= 30 * DAY);
      }),
    );
  });
});
