/** All that needs the AWS SDK, as one file of its own: loaded with the first use of any of it. */
export { presignPost, presignPut, presignUrl } from './presigners.ts';
