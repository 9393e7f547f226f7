// The repository in another folder, to be packaged as if it had been cloned from somewhere.
import { cp, readdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { top } from '../bootstrap.mjs';
import { ensureGroups } from '../debian.mjs';
import { run } from '../process.mjs';
import { scratchFolder } from '../scratch.mjs';

const left = ['.git', '.cache', 'dist', 'node_modules', 'out'];

/** Copies the working tree, without what is made. @param origin the address it was "cloned" from */
export async function copyRepository(origin?: string): Promise<string> {
  const folder = scratchFolder('copy');
  const names = (await readdir(top)).filter((name) => !left.includes(name) && !name.endsWith('.vsix'));
  await Promise.all(names.map((name) => cp(join(top, name), join(folder, name), { recursive: true })));
  await symlink(join(top, 'node_modules'), join(folder, 'node_modules'), 'junction');
  if (origin) {
    await ensureGroups(['git']);
    await run('git', ['init', '--quiet'], { cwd: folder });
    await run('git', ['remote', 'add', 'origin', origin], { cwd: folder });
  }
  return folder;
}

/** `npm run package` there, with only these of the variables that name an address. @returns what it said */
export function packageCopy(folder: string, out: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { SPACEPORT_REPOSITORY, GITHUB_REPOSITORY, GITHUB_SERVER_URL, GITHUB_SHA, ...others } = process.env;
  const script = join(folder, 'test/support/package/pack.ts');
  const options = { cwd: folder, env: { ...others, ...env }, timeoutMs: 120_000 };
  return run(process.execPath, [script, '--out', out], options);
}
