import {
  assignmentOutput,
  brokerEnvironment,
  earlierAssignment,
  ledgerEnvironment,
  teardownInput,
} from "../../shared/schemas.ts";

export const input = teardownInput.extend({ assigned: earlierAssignment });
export const output = assignmentOutput;
export const environment = ledgerEnvironment.extend(brokerEnvironment.shape);
