/**
 * Quotas of an account (IAM User Guide, "IAM and AWS STS quotas"): the default values, as a new account
 * has them.
 */
export const QUOTAS = {
  roles: 1000,
  users: 5000,
  groups: 300,
  instanceProfiles: 1000,
  policies: 1500,
  serverCertificates: 20,
  accessKeysPerUser: 2,
  groupsPerUser: 10,
  mfaDevicesPerUser: 8,
  policyVersions: 5,
  policySize: 6144,
} as const;
