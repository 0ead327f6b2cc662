import type { IncomingHttpHeaders } from 'node:http';
import type { AwsError } from '../aws-error.ts';
import type { Call } from './call.ts';
import { type XmlValue, xml } from './xml.ts';

export interface WireRequest {
  readonly call: Call;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const jsonReply = (body: unknown, { status = 200, headers = {} } = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1', ...headers },
  body: JSON.stringify(body),
});

export const jsonError = ({ type, message, status }: AwsError): Reply =>
  jsonReply({ __type: type, message, Message: message }, { status, headers: { 'x-amzn-errortype': type } });

const xmlReply = (status: number, body: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body,
});

export const requestId = '00000000-0000-4000-8000-000000000000';

/** An answer in the Query protocol. Some operations have no result. */
export function queryReply(operation: string, namespace: string, result?: XmlValue): Reply {
  const content = {
    ...(result !== undefined && { [`${operation}Result`]: result }),
    ResponseMetadata: { RequestId: requestId },
  };
  return xmlReply(200, xml(`${operation}Response`, content, namespace));
}

/** S3 has an XML format of its own. */
export const s3Error = ({ type, message, status }: AwsError): Reply =>
  xmlReply(status, xml('Error', { Code: type, Message: message, RequestId: requestId }));

export const queryError = ({ type, message, status }: AwsError): Reply =>
  xmlReply(
    status,
    xml('ErrorResponse', { Error: { Type: 'Sender', Code: type, Message: message }, RequestId: requestId }),
  );
