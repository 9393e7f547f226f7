import { webHashing } from '../../../src/platform/web.ts';
import { describeBytes } from '../support/bytes.ts';
import { cephPlace, cephSpace, setCors } from '../support/ceph.ts';
import { inWorkerHost } from '../support/worker.ts';

const rule = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin>${[
  'GET',
  'HEAD',
  'PUT',
  'POST',
  'DELETE',
]
  .map((method) => `<AllowedMethod>${method}</AllowedMethod>`)
  .join('')}<AllowedHeader>*</AllowedHeader><ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>`;

describe('bytes over the browser’s fetch', function () {
  this.timeout(30_000);
  inWorkerHost();
  const where = async () => {
    await cephSpace({ space: 'web-bytes' });
    await setCors({ space: 'web-bytes', xml: rule });
    return { ...(await cephPlace()), space: 'web-bytes' };
  };
  describeBytes({ hashing: webHashing(crypto.subtle), isBrowser: true, where });
});
