/** One form under one policy, and what Ceph answers: the unit tests hold the evaluator to it, the integration tests Ceph. */
export interface PolicyCase {
  readonly name: string;
  /** Fields beside the bucket's and the signer's, in order; default: `key` is `k`. */
  readonly fields?: readonly (readonly [name: string, value: string])[];
  /** Conditions beside the bucket's and the signer's. */
  readonly conditions?: readonly unknown[];
  /** ISO; default: in an hour. */
  readonly expiration?: string;
  /** The policy's text, for policies that are none. */
  readonly policyText?: string;
  /** `null`: no file part. Default: five bytes named `x`. */
  readonly file?: { readonly size: number; readonly filename?: string } | null;
  /** `status key size`, or `status code message`. */
  readonly answer: string;
}
