import { describe, expect, test } from "vitest";
import { routes } from "../../functions/redeem-code/routes.ts";
import { checkConfiguration } from "../../infra/configuration.ts";
import { CONFIGURATION, INPUT, WITH_CODES } from "./sample-configuration.ts";
import { propertiesOf, templateOf, vendingStack } from "./synthesis.ts";

const template = templateOf(vendingStack(WITH_CODES));
const openIn = (from: typeof template) =>
  propertiesOf(from, "AWS::ApiGatewayV2::Route")
    .filter(({ AuthorizationType }) => AuthorizationType === "NONE")
    .map(({ RouteKey }) => String(RouteKey));

const checked = (codes: object, more: object = {}) =>
  checkConfiguration({
    ...INPUT,
    templates: INPUT.templates.map((each) => ({ ...each, codes, ...more })),
  });

describe("the door for those who have a code", () => {
  test("has exactly the routes of its function, and each is throttled", () => {
    expect(openIn(template).toSorted()).toEqual(Object.keys(routes).toSorted());
    const [{ RouteSettings } = {}] = propertiesOf(template, "AWS::ApiGatewayV2::Stage");
    expect(Object.keys(RouteSettings as object).toSorted()).toEqual(Object.keys(routes).toSorted());
    for (const settings of Object.values(RouteSettings as object))
      expect(settings).toMatchObject({ ThrottlingRateLimit: 10, ThrottlingBurstLimit: 40 });
  });

  test("is not there where no template knows codes", () => {
    expect(openIn(templateOf(vendingStack(CONFIGURATION)))).toEqual([]);
  });
});

describe("codes of a template", () => {
  test.each([
    ["codes", "MFA", { requireMfa: {} }],
    ["codes", "parentPolicy", { parentPolicy: true }],
    ["codes.most", "leasesInAll", { leasesInAll: 50 }],
  ])("are refused at %s because of %s", (field, says, more) => {
    expect(() => checked({}, more)).toThrow(new RegExp(`templates\\.0\\.${field}: .*${says}`));
  });

  test.each([
    ["duration", { duration: "P40D" }],
    ["most", { most: 0 }],
    ["longest", { longest: "soon" }],
    ["organizers", { organizers: [] }],
  ])("are refused with a wrong %s", (field, codes) => {
    expect(() => checked(codes)).toThrow(`templates.0.codes.${field}`);
  });

  test("last as long as the template's leases unless they say otherwise", () => {
    expect(checked({}).templates[0]?.codes).toMatchObject({ duration: 3 * 86_400, most: 100 });
  });
});
