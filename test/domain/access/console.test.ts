import { describe, expect, test } from "vitest";
import { consoleOf, destinationOf, switchRoleUrl } from "../../../domain/access/console.ts";
import { isRefusal } from "../../../domain/failures.ts";

const AWS = consoleOf("arn:aws:iam::333333333333:role/mayfly-lease-holder");

describe("the console", () => {
  test.each([
    ["aws", "https://signin.aws.amazon.com"],
    ["aws-cn", "https://signin.amazonaws.cn"],
    ["aws-us-gov", "https://signin.amazonaws-us-gov.com"],
  ])("of partition %s signs in at %s", (partition, signIn) => {
    expect(consoleOf(`arn:${partition}:iam::333333333333:role/x`).signIn).toBe(signIn);
  });

  test("is not guessed for a partition that is not known", () => {
    expect(() => consoleOf("arn:aws-elsewhere:iam::333333333333:role/x")).toThrow(/no console/);
  });
});

describe("where a signed-in owner lands", () => {
  test("is the console's start page unless they say", () => {
    expect(destinationOf(AWS, undefined)).toBe("https://console.aws.amazon.com/");
  });

  test.each([
    "https://console.aws.amazon.com/s3/home",
    "https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#Instances:",
  ])("may be %s", (page) => {
    expect(destinationOf(AWS, page)).toBe(page);
  });

  test.each([
    "http://console.aws.amazon.com/",
    "https://example.com/",
    "https://console.aws.amazon.com.example.com/",
    "https://evilconsole.aws.amazon.com/",
    "https://console.aws.amazon.com@example.com/",
    "https://user@console.aws.amazon.com/",
    "https://console.aws.amazon.com:8443/",
    "https://console.amazonaws.cn/",
    "javascript:alert(1)",
    "/s3/home",
    "",
  ])("cannot be %s", (page) => {
    const destination = destinationOf(AWS, page);
    expect(destination).toMatchObject({ refused: "invalid", field: "destination" });
    expect(isRefusal(destination as object)).toBe(true);
  });
});

describe("the Switch Role link", () => {
  const of = (displayName: string) =>
    new URL(
      switchRoleUrl(AWS, {
        accountId: "333333333333",
        roleName: "mayfly-lease-holder",
        displayName,
      }),
    );

  test("names account, role, display name and a colour", () => {
    const link = of("sandbox l-0123456789abcdef");
    expect(link.origin + link.pathname).toBe("https://signin.aws.amazon.com/switchrole");
    expect(Object.fromEntries(link.searchParams)).toEqual({
      account: "333333333333",
      roleName: "mayfly-lease-holder",
      displayName: "sandbox l-0123456789abcdef",
      color: expect.stringMatching(/^[0-9A-F]{6}$/),
    });
  });

  test("has the same colour each time, and not the same for all", () => {
    const colours = Array.from({ length: 20 }, (_, index) =>
      of(`sandbox ${index}`).searchParams.get("color"),
    );
    expect(of("sandbox 3").searchParams.get("color")).toBe(colours[3]);
    expect(new Set(colours).size).toBeGreaterThan(1);
  });

  test("shows no name that is longer than the console takes", () => {
    expect(of("x".repeat(80)).searchParams.get("displayName")).toHaveLength(64);
  });
});
