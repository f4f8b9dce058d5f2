import { type ConfigurationInput, checkConfiguration } from "../../infra/configuration.ts";
import { CENTER } from "../support/every-way.ts";

export const MANAGEMENT = "111111111111";
export const VENDING = "222222222222";

/** A small configuration that is valid, with one webhook. */
export const INPUT: ConfigurationInput = {
  region: "eu-west-1",
  organization: { managementAccountId: MANAGEMENT, vendingAccountId: VENDING, rootId: "r-ab12" },
  accounts: { emailPattern: "aws+{key}@example.com", denylist: ["999999999999"] },
  people: { administrators: [`arn:aws:iam::${VENDING}:user/administrator`] },
  templates: [
    {
      name: "sandbox",
      description: "An account of one's own.",
      duration: { default: "P3D", longest: "P30D" },
      budget: { default: 50, limit: 200 },
      accessPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    },
  ],
  nuke: { engine: { location: "s3://engine/aws-nuke-{version}-{architecture}" } },
  sweep: { every: "PT5M" },
  notifications: {
    webhooks: [
      {
        ...{ name: "reports", url: "https://hooks.example.com/mayfly", secretName: "reports-hook" },
        events: ["LeaseEnded", "LeaseSpendReached"],
      },
    ],
  },
  alarms: { email: "platform@example.com" },
};

export const CONFIGURATION = checkConfiguration(INPUT);

/** The same, with every way into an account that a template can have. */
export const EVERY_WAY = checkConfiguration({
  ...INPUT,
  templates: INPUT.templates.map((template) => ({
    ...template,
    parentPolicy: true,
    identityCenter: CENTER,
  })),
});

const slack = {
  team: "T012AB3CD",
  principal: `arn:aws:sts::${VENDING}:assumed-role/Developer/{email}`,
  approversChannel: "C012AB3CD",
};

/** The same with `mayfly` in Slack. */
export const WITH_SLACK = checkConfiguration({ ...INPUT, slack });

const coded = INPUT.templates.map((template) => ({ ...template, codes: {} }));

/** The same with one-time codes. */
export const WITH_CODES = checkConfiguration({ ...INPUT, templates: coded });

/** A configuration that has every function. */
export const WITH_EVERYTHING = checkConfiguration({
  ...{ ...INPUT, slack, templates: coded },
  notifications: { ...INPUT.notifications, mail: { from: "mayfly@example.com" } },
});
