import { describe, expect, test } from "vitest";
import { routes as adoption } from "../../functions/adopt-account/routes.ts";
import { routes } from "../../functions/api/router.ts";
import { checkConfiguration } from "../../infra/configuration.ts";
import { INPUT } from "./sample-configuration.ts";
import { propertiesOf, templateOf, vendingStack } from "./synthesis.ts";

const identityProvider = {
  ...{ issuer: "https://login.example.com/tenant", audience: ["mayfly"], scopes: ["leases"] },
};
const template = templateOf(vendingStack(checkConfiguration({ ...INPUT, identityProvider })));
const routesWith = (kind: string) =>
  propertiesOf(template, "AWS::ApiGatewayV2::Route").filter(
    ({ AuthorizationType }) => AuthorizationType === kind,
  );

describe("the API of an identity provider's people", () => {
  test("has every route of the one for callers who sign, and none without its authorizer", () => {
    const keys = Object.keys({ ...routes, ...adoption }).toSorted();
    const keysWith = (kind: string) => routesWith(kind).map(({ RouteKey }) => RouteKey);
    expect(keysWith("JWT").toSorted()).toEqual(keys);
    expect(keysWith("AWS_IAM").toSorted()).toEqual(keys);
    expect(keysWith("NONE")).toEqual([]);
    for (const route of routesWith("JWT")) {
      expect(route["AuthorizationScopes"]).toEqual(["leases"]);
      expect(route["AuthorizerId"]).toBeDefined();
    }
  });

  test("takes tokens of that issuer, for that audience, from one header", () => {
    expect(propertiesOf(template, "AWS::ApiGatewayV2::Authorizer")).toMatchObject([
      {
        AuthorizerType: "JWT",
        IdentitySource: ["$request.header.Authorization"],
        JwtConfiguration: { Issuer: identityProvider.issuer, Audience: ["mayfly"] },
      },
    ]);
  });

  test("raises an alarm of its own", () => {
    const names = propertiesOf(template, "AWS::CloudWatch::Alarm").map(
      ({ AlarmName }) => AlarmName,
    );
    expect(names).toContain("mayfly-people-api-errors");
  });

  test.each([
    ["people.approvers", { people: { ...INPUT.people, approvers: ["group:leads"] } }],
    ["templates.0.users", { templates: [{ ...INPUT.templates[0], users: ["email:*@a.bc"] }] }],
  ])("is needed where %s names somebody whom only a token could tell", (field, more) => {
    expect(() => checkConfiguration({ ...INPUT, ...more })).toThrow(`${field}: names`);
    expect(() => checkConfiguration({ ...INPUT, ...more, identityProvider })).not.toThrow();
  });

  test.each([
    ["issuer", { ...identityProvider, issuer: "http://login.example.com" }],
    ["audience", { ...identityProvider, audience: [] }],
  ])("is refused with a wrong %s", (field, provider) => {
    expect(() => checkConfiguration({ ...INPUT, identityProvider: provider })).toThrow(
      `identityProvider.${field}`,
    );
  });
});
