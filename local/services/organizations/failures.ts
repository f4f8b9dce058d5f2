import {
  AccessDeniedException,
  AccountNotFoundException,
  ConstraintViolationException,
  type ConstraintViolationExceptionReason,
  InvalidInputException,
  type InvalidInputExceptionReason,
} from "@aws-sdk/client-organizations";

/** Who may call what is decided twice: by IAM, and then by Organizations, which tells no more than this. */
export const accessDenied = () =>
  new AccessDeniedException({
    message: "You don't have permissions to access this resource.",
    $metadata: {},
  });

export const accountNotFound = () =>
  new AccountNotFoundException({
    message: "You specified an account that doesn't exist.",
    $metadata: {},
  });

/** Messages of the reasons that are met here (API Reference, ConstraintViolationException). */
const VIOLATIONS = {
  ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED:
    "You have exceeded the number of accounts that can be in progress at a time.",
  ACCOUNT_NUMBER_LIMIT_EXCEEDED: "You have exceeded the allowed number of AWS accounts.",
  CANNOT_CLOSE_MANAGEMENT_ACCOUNT: "You can't close the management account of an organization.",
  CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR:
    "You cannot register master account/yourself as delegated administrator for your organization.",
  CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR:
    "You cannot register a suspended account as a delegated administrator.",
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG:
    "You can't remove an account that is registered as a delegated administrator for a service integrated with your organization.",
  CLOSE_ACCOUNT_QUOTA_EXCEEDED: "You have exceeded close account quota for the past 30 days.",
  CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED:
    "You have exceeded the number of accounts that you can close at a time.",
  MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED:
    "You have exceeded the allowed number of delegated administrators for the delegated service.",
  MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:
    "You have exceeded the number of policies of this type that can be attached to a target.",
  MAX_TAG_LIMIT_EXCEEDED: "You have exceeded the number of tags allowed on this resource.",
  MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED:
    "The member account must be configured with a valid payment method, such as a credit card.",
  MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:
    "You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.",
  OU_DEPTH_LIMIT_EXCEEDED: "You have exceeded the allowed depth of organizational units.",
  OU_NUMBER_LIMIT_EXCEEDED: "You have exceeded the allowed number of organizational units.",
  POLICY_CONTENT_LIMIT_EXCEEDED: "You have exceeded the maximum policy size limit.",
  POLICY_NUMBER_LIMIT_EXCEEDED: "You have exceeded the allowed number of policies.",
  SERVICE_ACCESS_NOT_ENABLED:
    "You must enable service access for the service principal before you do this.",
  WAIT_PERIOD_ACTIVE:
    "This operation requires a wait period. Try again at least four days after the account was created.",
} satisfies Partial<Record<ConstraintViolationExceptionReason, string>>;

/** A quota, or a rule about what an organization may look like. */
export const violation = (Reason: keyof typeof VIOLATIONS) =>
  new ConstraintViolationException({ message: VIOLATIONS[Reason], Reason, $metadata: {} });

/** Messages of the reasons that are met here (API Reference, InvalidInputException). */
const INVALID = {
  DUPLICATE_TAG_KEY: "Tag keys must be unique among the tags attached to the same entity.",
  IMMUTABLE_POLICY: "You specified a policy that is managed by AWS and can't be modified.",
  INPUT_REQUIRED: "You must include a value for all required parameters.",
  INVALID_ENUM: "You specified an invalid value.",
  INVALID_ENUM_POLICY_TYPE: "You specified an invalid policy type string.",
  INVALID_NEXT_TOKEN:
    "Get the value for the NextToken parameter from the response to a previous call of the operation.",
  INVALID_PATTERN: "You provided a value that does not match the required pattern.",
  INVALID_PATTERN_TARGET_ID:
    "You specified a policy target ID that doesn't match the required pattern.",
  INVALID_RESOURCE_POLICY_JSON: "The provided resource policy is not valid JSON.",
  INVALID_ROLE_NAME:
    "You provided a role name that isn't valid. A role name can't begin with the reserved prefix AWSServiceRoleFor.",
  INVALID_SYNTAX_POLICY_ID: "You specified an invalid policy ID.",
  INVALID_SYSTEM_TAGS_PARAMETER:
    "You specified a tag key that is a system tag. You can't add, edit, or delete system tag keys because they're reserved for AWS use.",
  MAX_LENGTH_EXCEEDED: "You provided a string parameter that is longer than allowed.",
  MAX_VALUE_EXCEEDED: "You provided a numeric parameter that has a larger value than allowed.",
  MIN_LENGTH_EXCEEDED: "You provided a string parameter that is shorter than allowed.",
  MIN_VALUE_EXCEEDED: "You provided a numeric parameter that has a smaller value than allowed.",
  MOVING_ACCOUNT_BETWEEN_DIFFERENT_ROOTS:
    "You can move an account only between entities in the same root.",
  UNRECOGNIZED_SERVICE_PRINCIPAL: "You specified a service principal that isn't recognized.",
  UNSUPPORTED_ACTION_IN_RESOURCE_POLICY:
    "The resource policy contains an action or an element that can't be delegated.",
} satisfies Partial<Record<InvalidInputExceptionReason, string>>;

/** A value of the request that cannot be meant. */
export const invalidInput = (Reason: keyof typeof INVALID) =>
  new InvalidInputException({ message: INVALID[Reason], Reason, $metadata: {} });
