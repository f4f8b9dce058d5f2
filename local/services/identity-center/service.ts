import * as sdk from "@aws-sdk/client-sso-admin";
import type { Service, World } from "../../kernel/service.ts";
import { operations } from "./operations.ts";
import { resumeRequests } from "./requests.ts";

/** IAM Identity Center: assignments of permission sets in accounts, which it works on for some seconds. */
export function identityCenterService(world: World): Service {
  return {
    signingName: "sso",
    protocol: "awsJson1_1",
    sdk,
    target: "SWBExternalService",
    operations,
    resume: () => resumeRequests(world),
  };
}
