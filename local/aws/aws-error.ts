/** An error as AWS answers it: type, text and HTTP status. */
export class AwsError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export const notModelled = (service: string, operation: string): AwsError =>
  new AwsError('NotModelled', `${service}:${operation} is not modelled by the local AWS`, 501);
