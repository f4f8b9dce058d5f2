import {
  assignmentOutput,
  brokerEnvironment,
  earlierAssignment,
  leaseInput,
  ledgerEnvironment,
} from "../../shared/schemas.ts";

export const input = leaseInput.extend({ assigned: earlierAssignment });
export const output = assignmentOutput;
export const environment = ledgerEnvironment.extend(brokerEnvironment.shape);
