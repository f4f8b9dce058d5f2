import * as sdk from "@aws-sdk/client-sts";
import { NO_ORGANIZATION, type OrganizationView } from "../../identity/organization-view.ts";
import type { Service, World } from "../../kernel/service.ts";
import { assumeRole } from "./assume-role.ts";
import { assumeRoot } from "./assume-root.ts";
import { getSessionToken } from "./get-session-token.ts";
import { getAccessKeyInfo, getCallerIdentity } from "./who-am-i.ts";

/** What STS asks of the rest of the cloud. */
export interface StsDependencies {
  readonly organization?: OrganizationView;
}

/** AWS STS: who somebody is, and temporary credentials. Its endpoints of all Regions are one. */
export function stsService(_world: World, dependencies: StsDependencies = {}): Service {
  const { organization = NO_ORGANIZATION } = dependencies;
  return {
    signingName: "sts",
    protocol: "awsQuery",
    sdk,
    version: "2011-06-15",
    xmlNamespace: "https://sts.amazonaws.com/doc/2011-06-15/",
    operations: {
      AssumeRole: assumeRole(organization),
      AssumeRoot: assumeRoot(organization),
      GetCallerIdentity: getCallerIdentity,
      GetAccessKeyInfo: getAccessKeyInfo,
      GetSessionToken: getSessionToken,
    },
  };
}
