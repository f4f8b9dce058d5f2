/** What an examination found: whether it is as it must be, and the command that mends it. */
export interface Finding {
  readonly what: string;
  readonly state: "good" | "doubtful" | "bad" | "unknown";
  readonly says: string;
  /** A command to paste, where one helps. */
  readonly mend?: string;
}

/** One number that AWS allows. */
export interface Quota {
  readonly code: string;
  readonly name: string;
  readonly value: number;
}

/** What the organization tells of itself. */
export interface Organization {
  readonly managementAccountId: string;
  readonly featureSet: string;
  readonly rootId: string;
  /** Types of policies that are enabled at the root. */
  readonly policyTypes: readonly string[];
}

/** What is examined in an account, each part by itself: one may be forbidden, and the others not. */
export interface Estate {
  readonly region: string;
  readonly account: () => Promise<string>;
  readonly organization: () => Promise<Organization>;
  /** Features of centralized root access. */
  readonly rootFeatures: () => Promise<readonly string[]>;
  /** State of the CDK's bootstrap stack; undefined when there is none. */
  readonly bootstrap: () => Promise<string | undefined>;
  readonly quotas: (service: string, region: string) => Promise<readonly Quota[]>;
}

const GLOBAL = "us-east-1";

/** With fewer slots than this, Mayfly's requests soon wait for weeks: a closed account keeps its slot for 90 days. */
const SLOTS_WANTED = 50;
/** As many closures run at once, each after a nuke. */
const BUILDS_WANTED = 3;
/** So many steps, requests and listeners may run at the same time. */
const FUNCTIONS_WANTED = 100;

/** Examines what a deployment needs, before anything is created. Changes nothing. */
export async function examine(estate: Estate): Promise<readonly Finding[]> {
  const parts = [
    part("account", async () => good("account", `signed in to ${await estate.account()}`)),
    part("organization", () => organizationOf(estate)),
    part("root access", () => rootAccess(estate)),
    part("bootstrap", () => bootstrapOf(estate)),
    part("accounts", () => slots(estate)),
    part("builds", () => builds(estate)),
    part("functions", () => functions(estate)),
  ];
  return (await Promise.all(parts)).flat();
}

export const good = (what: string, says: string): Finding => ({ what, state: "good", says });

/** What may not be looked at is no reason to leave the rest. */
async function part(
  what: string,
  look: () => Promise<Finding | readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return [await look()].flat();
  } catch (error) {
    const { name, message } = error as Error;
    return [{ what, state: "unknown", says: `could not be looked at: ${name}: ${message}` }];
  }
}

async function organizationOf(estate: Estate): Promise<readonly Finding[]> {
  const { managementAccountId, featureSet, rootId, policyTypes } = await estate.organization();
  const account = await estate.account();
  const hasAll = featureSet === "ALL";
  const hasPolicies = policyTypes.includes("SERVICE_CONTROL_POLICY");
  return [
    account === managementAccountId
      ? good("organization", `this is its management account; its root is ${rootId}`)
      : {
          ...{ what: "organization", state: "doubtful" },
          says: `this is a member; the organization stack needs the management account, ${managementAccountId}`,
        },
    hasAll
      ? good("features", "all features are on")
      : {
          ...{ what: "features", state: "bad" },
          says: "only consolidated billing is on, so that there are no guard rails",
          mend: "aws organizations enable-all-features",
        },
    hasPolicies
      ? good("guard rails", "service control policies are on")
      : {
          ...{ what: "guard rails", state: "bad" },
          says: "service control policies are off",
          mend: `aws organizations enable-policy-type --root-id ${rootId} --policy-type SERVICE_CONTROL_POLICY`,
        },
  ];
}

const ROOT_FEATURES = {
  RootCredentialsManagement: "enable-organizations-root-credentials-management",
  RootSessions: "enable-organizations-root-sessions",
} as const;

/** Without sessions the nuke cannot open what denies everybody; without the other, a mailbox opens an account. */
async function rootAccess(estate: Estate): Promise<Finding> {
  const features = await estate.rootFeatures();
  const missing = Object.entries(ROOT_FEATURES).filter(([name]) => !features.includes(name));
  if (missing.length === 0)
    return good("root access", "is centralized: new accounts have no root credentials");
  const names = missing.map(([name]) => name).join(" and ");
  const enable = missing.map(([, command]) => `aws iam ${command}`);
  return {
    ...{ what: "root access", state: "doubtful" },
    says: `is not centralized: ${names} of AWS Organizations is off`,
    mend: [
      "aws organizations enable-aws-service-access --service-principal iam.amazonaws.com",
      ...enable,
    ].join(" && "),
  };
}

async function bootstrapOf(estate: Estate): Promise<Finding> {
  const status = await estate.bootstrap();
  if (status?.endsWith("_COMPLETE") && !status.includes("ROLLBACK"))
    return good("bootstrap", `the CDK's bootstrap stack is there in ${estate.region}`);
  return {
    ...{ what: "bootstrap", state: "bad" },
    says:
      status === undefined
        ? `the CDK's bootstrap stack is missing in ${estate.region}`
        : `the CDK's bootstrap stack is ${status}`,
    mend: `npx cdk bootstrap aws://${await estate.account()}/${estate.region}`,
  };
}

/** Codes of quotas may change, names do not (Organizations User Guide, "Quotas and service limits"). */
const quotaNamed = (quotas: readonly Quota[], name: RegExp) =>
  quotas.find((each) => name.test(each.name));

interface Wanted {
  readonly what: string;
  readonly service: string;
  readonly region: string;
  readonly name: RegExp;
  readonly least: number;
  readonly why: string;
}

async function quota(estate: Estate, wanted: Wanted): Promise<Finding> {
  const { what, service, region, name, least, why } = wanted;
  const found = quotaNamed(await estate.quotas(service, region), name);
  if (found === undefined) return { what, state: "unknown", says: "AWS names no such quota" };
  if (found.value >= least) return good(what, `${found.name}: ${found.value}`);
  return {
    ...{ what, state: "doubtful" },
    says: `${found.name}: ${found.value}; ${why}`,
    mend: `aws service-quotas request-service-quota-increase --region ${region} --service-code ${service} --quota-code ${found.code} --desired-value ${least}`,
  };
}

const slots = (estate: Estate) =>
  quota(estate, {
    ...{ what: "accounts", service: "organizations", region: GLOBAL, least: SLOTS_WANTED },
    ...{ name: /maximum number of accounts/i, why: "a closed account keeps its slot for 90 days" },
  });

const builds = (estate: Estate) =>
  quota(estate, {
    ...{ what: "builds", service: "codebuild", region: estate.region, least: BUILDS_WANTED },
    ...{ name: /concurrently running builds for ARM\/Small/i, why: "each nuke is one" },
  });

const functions = (estate: Estate) =>
  quota(estate, {
    ...{ what: "functions", service: "lambda", region: estate.region, least: FUNCTIONS_WANTED },
    ...{ name: /^concurrent executions$/i, why: "steps, requests and listeners run side by side" },
  });
