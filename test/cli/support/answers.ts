/** A lease as the API answers it. */
export const aLease = (more: object = {}) => ({
  ...{ id: LEASE, status: "active", template: "sandbox", purpose: "a load test", budget: 50 },
  owner: "arn:aws:iam::222222222222:user/developer",
  ...{ requestedAt: "2026-12-01T09:00:00.000Z", activatedAt: "2026-12-01T09:05:00.000Z" },
  ...{ expiresAt: "2026-12-03T09:05:00.000Z", duration: "P2D", extensions: 0 },
  accountId: "302445233566",
  access: {
    roleArn: "arn:aws:iam::302445233566:role/mayfly-lease-holder",
    switchRoleUrl: "https://signin.aws.amazon.com/switchrole",
    profile: { name: `mayfly-${LEASE}`, text: PROFILE },
  },
  ...more,
});

export const LEASE = "l-4f0a8c2e6b9d1f37";
export const ROUTE = `/v1/leases/${LEASE}`;

const PROFILE = `[profile mayfly-${LEASE}]
role_arn = arn:aws:iam::302445233566:role/mayfly-lease-holder
source_profile = mayfly-owner
role_session_name = developer
duration_seconds = 3600
region = eu-west-1
output = json
`;

export const CREDENTIALS = {
  ...{ Version: 1, AccessKeyId: "ASIAEXAMPLE", SecretAccessKey: "sec/ret+", SessionToken: "tok=" },
  ...{ Expiration: "2026-12-01T10:00:00.000Z", AccountId: "302445233566" },
};
