/** An error as IMM answers it. Sources: API page GenerateWebofficeToken, "Common errors"; Alibaba Cloud's public error codes. */
export class ImmFault extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** The JSON body of the answer. */
  body(requestId: string, host: string) {
    return { RequestId: requestId, HostId: host, Code: this.code, Message: this.message, Recommend: '' };
  }
}

export const missing = (parameter: string) => new ImmFault(400, `Missing${parameter}`, `${parameter} is mandatory for this action.`);
export const invalid = (parameter: string) => new ImmFault(400, `Invalid${parameter}`, `Specified parameter ${parameter} is not valid.`);
export const invalidJSON = (parameter: string) =>
  new ImmFault(400, `InvalidJSON parsing error, ${parameter}`, `Specified parameter JSON parsing error, ${parameter} is not valid.`);
export const notFound = (resource: string) => new ImmFault(400, 'ResourceNotFound', `The specified resource ${resource} is not found`);
