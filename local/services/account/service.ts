import * as sdk from "@aws-sdk/client-account";
import type { Service, World } from "../../kernel/service.ts";
import { contactOperations } from "./alternate-contacts.ts";
import type { AccountDependencies } from "./dependencies.ts";
import { informationOperations } from "./information.ts";
import { accountOperation } from "./operation.ts";
import { regionOperations } from "./region-operations.ts";

/**
 * AWS Account Management: which Regions an account has enabled, and its contacts. The management account
 * and the delegated administrator may ask for other accounts of the organization.
 */
export function accountService(world: World, dependencies: AccountDependencies): Service {
  const make = accountOperation(dependencies);
  return {
    signingName: "account",
    protocol: "restJson",
    sdk,
    globalRegion: "us-east-1",
    operations: {
      ...regionOperations(make, world.clock),
      ...contactOperations(make),
      ...informationOperations(make, dependencies),
    },
  };
}
