// The demo: the in-memory store with a sample Space, and an editor whose connection to it is ready.
import { Explained, runMain } from '../bootstrap.mjs';
import { demoSpace, fillDemo } from '../demo/fillDemo.ts';
import { endWithParent, wasInterrupted } from '../process.mjs';
import { startStore } from '../store/memoryStore.ts';
import { findCode, openDesktop } from './desktop.ts';
import { buildDemoExtension } from './extension.ts';
import { openInBrowser } from './inBrowser.ts';
import { readOptions } from './options.mjs';
import { assertFree, portProblem } from './ports.ts';

/** The seed's object, at the root of the sample Space. */
const demoObject = 'my-object.zip';

endWithParent();
await runMain(async () => {
  const options = readOptions(process.argv.slice(2));
  await assertFree(options.port, 'port');
  const store = await startDemoStore(options.storePort);
  const demo = {
    args: {
      name: 'Demo',
      provider: 'custom',
      endpoint: store.endpoint,
      region: store.region,
      addressing: 'path',
      accessKeyId: store.credentials.accessKeyId,
      secretAccessKey: store.credentials.secretAccessKey,
    },
    space: demoSpace,
    key: demoObject,
  };
  const extensions = await buildDemoExtension(demo);
  const code = options.browser ? undefined : await findCode();
  const editor =
    code === undefined ? await openInBrowser(extensions, options.port) : await openDesktop(code, extensions);
  tell(editor.where);
  const how = await editor.ended;
  if (wasInterrupted()) return;
  await store.stop();
  if (how !== 'exit code 0') throw new Explained(`VS Code ended by itself (${how}).`);
  console.log('VS Code was closed: the demo store ends, too.');
});

function tell(where: string): void {
  console.log(`
${where}
  1. In the side bar, under Demo > ${demoSpace}, right-click ${demoObject}: "Copy Signed URL…", "30 seconds".
  2. Paste it into a browser, or in quotes after "curl -O": it downloads now, and is refused (403) once they are over.
  3. Right-click the folder documents: "Copy Upload Command…", add the name of a file of yours, "15 minutes"; paste it into a
     shell in the folder of that file, then refresh documents.
Ctrl+C ends the editor and the demo store.
`);
}

async function startDemoStore(port: number) {
  try {
    const store = await startStore({ port });
    fillDemo(store);
    return store;
  } catch (error) {
    throw portProblem(error, port, 'store-port');
  }
}
