/** For messages. */
export const targetArns =
  "the ARN of a listener (arn:aws:elasticloadbalancing:…:listener/…) or of a Cloud Map service (arn:aws:servicediscovery:…:service/srv-…)";

const listener =
  /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/(?:app|net)\/[A-Za-z0-9-]+\/[0-9a-z]+\/[0-9a-z]+$/;

/** May narrow its instances down by their attributes: `?stage=prod&deployment=green`. */
const cloudMap = /^arn:aws[a-z-]*:servicediscovery:[a-z0-9-]+:\d{12}:service\/srv-[a-z0-9]+(?:\?[^\s?#]+)?$/;

/**
 * Whether this names something behind a VPC link that an HTTP API can send requests to.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
 */
export const isTargetArn = (arn: string): boolean => listener.test(arn) || cloudMap.test(arn);
