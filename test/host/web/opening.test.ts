import { cephPlace, cephSpace, setCors } from '../support/ceph.ts';
import { openingTests } from '../support/opening.ts';
import { inWorkerHost } from '../support/worker.ts';

const READING =
  '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>' +
  '<AllowedMethod>HEAD</AllowedMethod><AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>' +
  '</CORSRule></CORSConfiguration>';

describe('opening and comparing in the web-worker host', function () {
  this.timeout(60_000);
  inWorkerHost();
  openingTests(async (space, keys) => {
    await cephSpace({ space, keys });
    await setCors({ space, xml: READING });
    const { endpoint, region, credentials } = await cephPlace();
    return { endpoint, region, ...credentials, spaces: [space] };
  });
});
