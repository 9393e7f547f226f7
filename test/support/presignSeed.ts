// Prints what the SDK's presigners make of the seed's two requests: run as a process of its own, with an environment.
import { presignPost, presignUrl } from '../../src/s3/sdk/presigners.ts';
import { seedForm, seedLink } from './signingRequests.ts';

process.stdout.write(JSON.stringify({ url: await presignUrl(seedLink), form: await presignPost(seedForm) }));
