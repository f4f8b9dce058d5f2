import { describe, expect, test } from "vitest";
import { readable } from "./permissions.ts";
import { CONFIGURATION } from "./sample-configuration.ts";
import {
  organizationStack,
  type Resource,
  resourcesOf,
  templateOf,
  vendingStack,
} from "./synthesis.ts";

const template = templateOf(organizationStack());
const units = resourcesOf(template, "AWS::Organizations::OrganizationalUnit");
const policies = resourcesOf(template, "AWS::Organizations::Policy");
const all: Record<string, Resource> = { ...units, ...policies };

describe("the organization", () => {
  test("is changed by one resource at a time", () => {
    const waitingFor = Object.values(all).map(({ DependsOn = [] }) => DependsOn);
    const links = waitingFor.flat();
    // A chain: one waits for nothing, each other for exactly one, and no two for the same.
    expect(waitingFor.map((each) => each.length).toSorted()).toEqual([0, ...links.map(() => 1)]);
    expect(new Set(links).size).toBe(Object.keys(all).length - 1);
    expect(links.every((id) => id in all)).toBe(true);
  });

  test("outlives the stack, so that no account lies open without it", () => {
    for (const { DeletionPolicy } of Object.values(all)) expect(DeletionPolicy).toBe("Retain");
  });

  test("has a unit for each part of an account's life, under one parent", () => {
    const places = Object.values(units).map(({ Properties }) => [
      Properties["Name"],
      readable(Properties["ParentId"]),
    ]);
    expect(places).toEqual([
      ["mayfly", "r-ab12"],
      ["vending", "<ParentUnit>"],
      ["active", "<ParentUnit>"],
      ["quarantine", "<ParentUnit>"],
      ["closed", "<ParentUnit>"],
    ]);
  });

  test("guards every unit that an account can be in", () => {
    const guarded = Object.values(policies).map(({ Properties }) => [
      Properties["Name"],
      ((Properties["TargetIds"] ?? []) as unknown[]).map(readable),
    ]);
    expect(guarded).toEqual([
      ["mayfly-leased", ["<ActiveUnit>"]],
      ["mayfly-frozen", []],
      ["mayfly-quarantine", ["<QuarantineUnit>", "<VendingUnit>", "<ClosedUnit>"]],
    ]);
  });

  test("keeps leased accounts in the Regions of the configuration, where it has any", () => {
    const regions = ["eu-west-1", "eu-central-1"];
    const named = resourcesOf(
      templateOf(organizationStack({ ...CONFIGURATION, regions })),
      "AWS::Organizations::Policy",
    );
    const rail = Object.values(named).find(
      ({ Properties }) => Properties["Name"] === "mayfly-regions",
    );
    expect(rail?.Properties).toMatchObject({
      TargetIds: [expect.anything()],
      Content: {
        Statement: [{ Condition: { StringNotEquals: { "aws:RequestedRegion": regions } } }],
      },
    });
    expect(rail?.DependsOn).toHaveLength(1);
  });

  test("tells the vending stack everything that it asks for", () => {
    const outputs = Object.keys(template.findOutputs("*"));
    const parameters = Object.keys(templateOf(vendingStack()).findParameters("*"));
    expect(parameters).toHaveLength(5);
    expect(outputs).toEqual(expect.arrayContaining(parameters));
  });
});
