import { describe, expect, it } from "vitest";
import { causeOf } from "../../functions/shared/cause.ts";

const messageOf = (cause: unknown) =>
  causeOf({ Error: "Oops", Cause: typeof cause === "string" ? cause : JSON.stringify(cause) })
    .message;

describe("the cause of a failure, as a person reads it,", () => {
  it("is the message of a function's error, without its trace", () => {
    expect(messageOf({ errorType: "NotClean", errorMessage: "3 are left.", trace: ["at"] })).toBe(
      "3 are left.",
    );
  });

  it("is what stopped a build, and where its log is", () => {
    const Phases = [
      { PhaseType: "INSTALL", PhaseStatus: "SUCCEEDED", Contexts: [{ Message: "fine" }] },
      { PhaseType: "BUILD", PhaseStatus: "FAILED", Contexts: [{ Message: "exit status 1" }] },
      { PhaseType: "COMPLETED" },
    ];
    const Logs = { GroupName: "/aws/codebuild/mayfly-nuke", StreamName: "s-1", DeepLink: "x" };
    const Build = { Id: "mayfly-nuke:1", BuildStatus: "FAILED", Source: {}, Phases, Logs };

    expect(messageOf({ Build })).toBe(
      "Build mayfly-nuke:1 ended as FAILED. exit status 1 Its log is s-1 of /aws/codebuild/mayfly-nuke.",
    );
  });

  it("is text as it is, and no longer than a thousand characters", () => {
    expect(messageOf("The state timed out.")).toBe("The state timed out.");
    expect(messageOf('{"other":1}')).toBe('{"other":1}');
    expect(messageOf("x".repeat(5_000))).toHaveLength(1_000);
  });
});
