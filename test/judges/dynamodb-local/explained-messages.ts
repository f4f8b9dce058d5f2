/** A difference that we want: DynamoDB Local says it otherwise than DynamoDB itself. */
interface Explanation {
  readonly why: string;
  /** What DynamoDB Local says, as error and message. */
  readonly theirs: RegExp;
  /** What we say. */
  readonly ours: RegExp;
}

export const INVALID = "ValidationException: ";
const BAD_VALUES = `${INVALID}(?:ExpressionAttributeValues contains invalid value: )?`;
const ONE = `${INVALID}1 validation error detected: `;
const PARAMETER = "One or more parameter values were invalid: ";
const CANCELLED = "^TransactionCanceledException: .* \\[(?:None, )*ValidationError\\]$";

const said = (why: string, theirs: string, ours: string): Explanation => ({
  why,
  theirs: new RegExp(theirs),
  ours: new RegExp(ours),
});

/** Members whose values the API's model limits: DynamoDB answers with the constraint. */
const constraint = (theirs: string, at: string): Explanation =>
  said(
    `DynamoDB names the constraint on ${at} in the words of its model`,
    `^${INVALID}${theirs}`,
    `^${ONE}Value .* at '${at}' failed to satisfy constraint: `,
  );

/** Messages of DynamoDB that DynamoDB Local words otherwise. */
export const EXPLANATIONS: readonly Explanation[] = [
  said(
    "DynamoDB names the missing table in operations on tables, and has shorter words in others",
    "^ResourceNotFoundException: Cannot do operations on a non-existent table$",
    "^ResourceNotFoundException: Requested resource not found(?:: Table: \\w+ not found)?$",
  ),
  said(
    "DynamoDB names the table that is there already",
    "^ResourceInUseException: Cannot create preexisting table$",
    "^ResourceInUseException: Table already exists: \\w+$",
  ),
  said(
    "DynamoDB has one message for every key that does not fit",
    `^${INVALID}(?:The number of conditions on the keys is invalid|${PARAMETER}Type mismatch for key|One of the required keys was not given a value)$`,
    `^${INVALID}The provided key element does not match the schema$`,
  ),
  said(
    "DynamoDB names the key that is missing or of another type",
    `^${INVALID}(?:One of the required keys was not given a value|${PARAMETER}Type mismatch for (?:key|Index Key))$`,
    `^${INVALID}${PARAMETER}(?:Missing the key|Type mismatch for (?:key|Index Key)) \\w+ `,
  ),
  said(
    "DynamoDB names the key that is too long",
    `^${INVALID}Hash primary key values must be under 2048 bytes`,
    `^${INVALID}${PARAMETER}(?:Size of hashkey|Aggregated size of all range keys) has exceeded`,
  ),
  said(
    "DynamoDB shows what is no number",
    `^${BAD_VALUES}A value provided cannot be converted into a number`,
    `^${ONE}The parameter cannot be converted to a numeric value: `,
  ),
  said(
    "DynamoDB words the limit of digits otherwise",
    `^${INVALID}DynamoDB only supports precision up to 38 digits$`,
    `^${INVALID}(?:1 validation error detected: )?Attempting to store more than 38 significant digits in a Number$`,
  ),
  said(
    "DynamoDB quotes what a set has twice",
    `^${INVALID}(?:${PARAMETER})?Input collection .*contains duplicates$`,
    `^${ONE}${PARAMETER}Input collection .*contains duplicates\\.$`,
  ),
  said(
    "DynamoDB no longer wraps what is wrong with a value of an expression",
    `^${INVALID}ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty`,
    `^${ONE}Supplied AttributeValue is empty`,
  ),
  said(
    "DynamoDB no longer says which expression is missing",
    `^${INVALID}ExpressionAttributeValues can only be specified when using expressions: .* null$`,
    `^${ONE}ExpressionAttributeValues can only be specified when using expressions$`,
  ),
  said(
    "DynamoDB has its own words for ReturnValues",
    `^${INVALID}Return values set to invalid value$`,
    `^${ONE}(?:ReturnValues can only be ALL_OLD or NONE|Failed to satisfy constraint: Member must satisfy enum value set: \\[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE\\])$`,
  ),
  said(
    "SIZE is a reserved word (Developer Guide); DynamoDB Local lets it pass",
    "^ConditionalCheckFailedException: ",
    `^${ONE}Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: Size$`,
  ),
  said(
    "DynamoDB refuses index keys of another type; DynamoDB Local stores them",
    "^$",
    `^${INVALID}${PARAMETER}The update expression attempted to update the secondary index key to unsupported type$`,
  ),
  said(
    "DynamoDB begins this message with the kind of the expression",
    `^${INVALID}KeyConditionExpressions must only contain one condition per key$`,
    `^${INVALID}Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key$`,
  ),
  said(
    "DynamoDB names the key that the condition misses",
    `^${INVALID}Query condition missed key schema element$`,
    `^${INVALID}Query condition missed key schema element: \\w+$`,
  ),
  said(
    "DynamoDB words refusals of starting keys otherwise",
    `^${INVALID}(?:Exclusive Start Key must have same size as table's key schema|Type mismatch for attribute to update)$`,
    `^${INVALID}The provided starting key is invalid`,
  ),
  said(
    "DynamoDB tells a wrong partition from a wrong sort key",
    `^${INVALID}The provided starting key does not match the range key predicate$`,
    `^${INVALID}The provided starting key is outside query boundaries`,
  ),
  said(
    "DynamoDB words consistent reads of indexes otherwise",
    `^${INVALID}Consistent read cannot be true when (?:querying|scanning) a GSI$`,
    `^${INVALID}Consistent reads are not supported on global secondary indexes$`,
  ),
  said(
    "DynamoDB words what is wrong with segments otherwise",
    `^${INVALID}(?:If segment is specified|1 validation error detected: Value '2' at 'segment')`,
    `^${INVALID}The (?:TotalSegments parameter is required|Segment parameter is zero-based)`,
  ),
  said(
    "DynamoDB words empty batches otherwise",
    `^${INVALID}(?:The batch write request list|BatchWriteItem cannot have|The list of keys in RequestItems|BatchGetItem must have)`,
    `^(?:${ONE}Value .*at '[rR]equestItems|${INVALID}The requestItems parameter is required)`,
  ),
  said(
    "DynamoDB cancels a transaction whose items or keys cannot be, with a reason for each item",
    "^(?:ValidationException|TransactionCanceledException): ",
    CANCELLED,
  ),
  said(
    "DynamoDB tells what is wrong with a repeated token",
    "^IdempotentParameterMismatchException: $",
    "^IdempotentParameterMismatchException: The request uses the same client token",
  ),
  said(
    "The model of TransactWriteItems requires the UpdateExpression; DynamoDB Local does not",
    "^$",
    `^${ONE}Value null at 'transactItems.1.member.update.updateExpression'`,
  ),
  constraint("Invalid table/index name", "tableName"),
  constraint("Limit (?:in ListTables )?must be", "limit"),
  constraint("Select must be", "select"),
  constraint("Value .* at 'transactItems'", "transactItems"),
  constraint("Value .* at 'clientRequestToken'", "clientRequestToken"),
  constraint(
    "Value null at 'transactItems.1.member.conditionCheck",
    "transactItems.1.member.conditionCheck.conditionExpression",
  ),
  constraint("Member must satisfy enum", "attributeDefinitions.1.member.attributeType"),
  said(
    "An unknown BillingMode breaks DynamoDB Local",
    "^InternalFailure: ",
    `^${ONE}Value 'ON_DEMAND' at 'billingMode'`,
  ),
  said(
    "DynamoDB words the refusals of CreateTable otherwise",
    `^${INVALID}(?:Hash Key not specified|The number of attributes in key schema|Two keys can not|No Hash Key|No provisioned throughput|GSI list is empty|Global Secondary Index range key|If Projection type INCLUDE|Two global secondary indices|Local Secondary indices)`,
    `^${INVALID}(?:${PARAMETER}|Invalid KeySchema: |1 validation error detected: Value '\\[\\]' at 'keySchema')`,
  ),
];
