// The demo: the in-memory store with a sample Space, and an editor whose connection to it is ready.
import { parseArgs } from 'node:util';
import { Explained, runMain } from '../bootstrap.mjs';
import { demoSpace, fillDemo } from '../demo/fillDemo.ts';
import { startStore } from '../store/memoryStore.ts';
import { findCode, openDesktop } from './desktop.ts';
import { buildDemoExtension } from './extension.ts';
import { openInBrowser } from './inBrowser.ts';

/** The seed's object, at the root of the sample Space. */
const demoObject = 'my-object.zip';

const { values } = parseArgs({
  options: {
    browser: { type: 'boolean', default: false },
    port: { type: 'string' },
    'store-port': { type: 'string' },
  },
});

await runMain(async () => {
  const store = await startDemoStore(portOf('store-port', values['store-port']));
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
  const code = values.browser ? undefined : await findCode();
  const editor =
    code === undefined
      ? await openInBrowser(extensions, portOf('port', values.port))
      : await openDesktop(code, extensions);
  tell(editor.where);
  await editor.ended;
  await store.stop();
});

function tell(where: string): void {
  console.log(`
${where}
  1. In the side bar: Demo > ${demoSpace}. Right-click ${demoObject}, "Copy Signed URL…", pick 30 seconds.
  2. Paste it into a browser or after "curl -O": it downloads now, and is refused (403) when the 30 seconds are over.
  3. Right-click a folder, "Copy Upload Command…", paste it into a shell: it uploads a file until it ends.
Ctrl+C ends the editor and the demo store.
`);
}

function portOf(option: string, text: string | undefined): number {
  const port = Number(text ?? 0);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new Explained(`--${option} must be a port number; this is not: ${text}`);
}

async function startDemoStore(port: number) {
  try {
    const store = await startStore({ port });
    fillDemo(store);
    return store;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Explained(
      `Port ${port} for the demo store is in use. Leave out --store-port, or name another one.`,
    );
  }
}
