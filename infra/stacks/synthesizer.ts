import { DefaultStackSynthesizer, type IStackSynthesizer } from "aws-cdk-lib";

/**
 * The CDK's usual way, without the rule that checks the bootstrap: its command line checks that by
 * itself before it deploys, and a template without the rule needs nothing but what it says.
 */
export const synthesizer = (): IStackSynthesizer =>
  new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }) as IStackSynthesizer;
