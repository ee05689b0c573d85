/** The events and answers of Lambda functions behind an API Gateway REST API, as AWS documents them. */
import type * as aws from "aws-lambda";

export type APIGatewayAuthorizerEvent = aws.APIGatewayAuthorizerEvent;
export type APIGatewayAuthorizerResult = aws.APIGatewayAuthorizerResult;
export type APIGatewayProxyEvent = aws.APIGatewayProxyEvent;
export type APIGatewayProxyResult = aws.APIGatewayProxyResult;
export type APIGatewayRequestAuthorizerEvent = aws.APIGatewayRequestAuthorizerEvent;
export type APIGatewayTokenAuthorizerEvent = aws.APIGatewayTokenAuthorizerEvent;
export type Context = aws.Context;
