import { type Organization, SECOND } from "./an-organization.ts";

export const DENIAL =
  '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}';
export const FULL_ACCESS = "p-FullAWSAccess";
export const Type = "SERVICE_CONTROL_POLICY";

/** Makes a service control policy and answers its id. */
export async function aPolicy({ call, pass }: Organization, Name: string, more: object = {}) {
  await pass(SECOND);
  const asked = { Name, Description: "", Content: DENIAL, Type, ...more };
  const { Policy } = await call("CreatePolicy", asked);
  return (Policy as { PolicySummary: { Id: string } }).PolicySummary.Id;
}
