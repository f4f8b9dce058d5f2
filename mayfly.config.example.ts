import { defineConfiguration } from "./infra/configuration.ts";

/**
 * An example of `mayfly.config.ts`: copy it, and put in your own organization. Everything is checked
 * when the stacks are synthesized, and an error names the member that is wrong.
 */
export default defineConfiguration({
  // First part of every name that Mayfly gives: functions, roles, accounts, aliases.
  prefix: "mayfly",

  // Where Mayfly runs. Organizations, IAM and Budgets are global.
  region: "eu-west-1",
  // Where owners of leased accounts can work; everywhere when this is left out.
  // regions: ["eu-west-1", "eu-central-1"],

  organization: {
    // Only its broker roles act in the management account; nothing of Mayfly runs there.
    managementAccountId: "111111111111",
    // The account that Mayfly runs in: best one of its own. It may be the management account.
    vendingAccountId: "222222222222",
    // `aws organizations list-roots`
    rootId: "r-ab12",
    // The role that Organizations creates in every new account.
    accessRoleName: "OrganizationAccountAccessRole",
    // How many accounts AWS allows: 10 unless you asked for more (Service Quotas, AWS Organizations).
    accountQuota: 10,
    // How many of them are not Mayfly's; the two above when this is left out.
    // otherAccounts: 2,
  },

  accounts: {
    // Root mail of the accounts: {key} differs for each. Use a domain whose mail you receive for ever,
    // because a closed account keeps its address.
    emailPattern: "aws+{key}@example.com",
    // Accounts that must never be nuked or closed, whatever else is said.
    denylist: [],
  },

  // For an organization with an identity provider: docs/people.md.
  // identityProvider: { issuer: "https://login.example.com/tenant", audience: ["mayfly"] },

  people: {
    // They see everything and retry what failed. `*` stands for anything; with an identity provider these may
    // be `group:…` and `email:…` too.
    administrators: ["arn:aws:iam::222222222222:user/administrator"],
    // They approve and deny requests, never their own.
    approvers: ["arn:aws:iam::222222222222:user/approver"],
    // They see everything, reports too, and change nothing.
    auditors: ["arn:aws:iam::222222222222:user/auditor"],
  },

  templates: [
    {
      name: "sandbox",
      description: "An account of one's own for some days, with administrator's rights inside it.",
      duration: { default: "P3D", longest: "P30D" },
      extensions: 3,
      approval: "none",
      leasesAtOnce: 2,
      // US dollars for the whole lease.
      budget: { default: 50, limit: 200 },
      // Told at these shares of the budget; when it is used up, `tell`, `freeze` or `end`.
      spend: { alerts: [0.5, 0.8, 1], atLimit: "freeze" },
      // Told this long before the end, where they fit.
      warnings: ["P3D", "P1D", "PT1H"],
      // `close` the account at the end, `recycle` it (nuke, verify, back to the pool), or `auto`: close
      // while the closing quota and the slots allow it.
      disposition: "close",
      baseline: "standard",
      accessPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    },
    {
      name: "workshop",
      description: "For a day's course: the account is emptied and used again.",
      duration: { default: "PT8H", longest: "P2D" },
      extensions: 1,
      leasesAtOnce: 1,
      budget: { default: 20, limit: 20 },
      disposition: "recycle",
      // One-time codes for people without an identity in the company: docs/guides/codes.md. Administrators make
      // them, and whoever is named in `organizers`.
      codes: { most: 60, longest: "P30D", duration: "PT8H" },
      accessPolicies: ["arn:aws:iam::aws:policy/PowerUserAccess"],
    },
    {
      name: "experiment",
      description: "A longer and larger one, which somebody must approve.",
      duration: { default: "P14D", longest: "P90D" },
      // Or only above something: `{ above: { duration: "P7D", budget: 500 } }`.
      approval: "always",
      // Who decides, and how long they have; docs/lease-templates.md has the rest.
      approvers: { patience: "P3D", reminders: ["P1D", "P2D"] },
      leasesAtOnce: 1,
      // Of all people together.
      leasesInAll: 20,
      budget: { default: 500, limit: 2_000 },
      accessPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    },
  ],

  pool: {
    // How many clean accounts to keep ready, so that a request takes seconds.
    size: 0,
    // After so many leases, or so long, an account is closed whatever its template says.
    mostUses: 50,
    longestAge: "P180D",
  },

  nuke: {
    // What the build runs on: `arm64`, or `amd64` in Regions where CodeBuild has no Arm.
    architecture: "arm64",
    // aws-nuke comes from its release, pinned by version and SHA-256; `engine` takes it from a bucket of yours,
    // or pins another version: docs/nuke.md.
    // How often to go over an account before a person is called.
    passes: 5,
  },

  sweep: {
    // How often to look for what is due and was missed: PT1M to PT6H. What is due has a schedule of its
    // own on the minute; this finds what that one lost.
    every: "PT15M",
  },

  spend: {
    // How often to ask AWS what accounts cost, PT1H to P1D. Each question costs 0.01 US dollars, and AWS
    // has news three times a day.
    every: "PT8H",
  },

  // People who are told by e-mail, and machines that are told events, signed: see docs/notifications.md. Nobody when
  // absent.
  // notifications: {
  //   mail: {
  //     from: "mayfly@example.com",
  //     people: { principal: "arn:aws:sts::222222222222:assumed-role/Developer/{email}" },
  //     approvers: ["cloud-approvers@example.com"],
  //     administrators: ["platform-team@example.com"],
  //   },
  //   webhooks: [
  //     {
  //       name: "reports",
  //       url: "https://hooks.example.com/mayfly",
  //       events: ["LeaseActivated", "LeaseEnded", "LeaseSpendReached"],
  //       secretName: "mayfly/reports-hook",
  //     },
  //   ],
  // },

  alarms: {
    // Gets a mail when an account needs a person; nobody when absent.
    email: "platform-team@example.com",
  },

  // `mayfly` in Slack; nothing of it is deployed when this is left out. See docs/slack.md.
  // slack: {
  //   team: "T012AB3CD",
  //   principal: "arn:aws:sts::222222222222:assumed-role/Developer/{email}",
  //   approversChannel: "C012AB3CD",
  // },
});
