// A gateway for a whole run, or to try things by hand: `node test/support/cephServer.ts FILE` writes its address (see
// CephAddress) to FILE and runs until interrupted. Tests given SPACEPORT_TEST_CEPH=FILE use it.
import { writeFile } from 'node:fs/promises';
import { startCeph } from './ceph.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('Usage: node test/support/cephServer.ts FILE');
  process.exit(2);
}
const { endpoint, region, admin } = await startCeph();
await writeFile(file, JSON.stringify({ endpoint, region, admin }), { mode: 0o600 });
console.log(`Ceph is ready at ${endpoint}`);
