import { cephPlace, cephSpace, setCors } from '../support/ceph.ts';
import { describeLinks } from '../support/links.ts';
import { inWorkerHost } from '../support/worker.ts';

const space = 'web-links';
const rules = `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>
<AllowedHeader>*</AllowedHeader></CORSRule></CORSConfiguration>`;

describe('signed URLs in the web-worker host', () => {
  inWorkerHost();
  describeLinks({
    space,
    fill: async (keys) => {
      await cephSpace({ space, keys });
      // Links need none; what is below a prefix has to be listed.
      await setCors({ space, xml: rules });
    },
    more: async () => {
      const { endpoint, region, credentials } = await cephPlace();
      return { endpoint, region, ...credentials, spaces: [space] };
    },
  });
});
