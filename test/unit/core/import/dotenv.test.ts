import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { readDotEnv } from '../../../../src/core/import/dotenv.ts';

const cases: readonly (readonly [what: string, text: string, expected: Record<string, string>])[] = [
  ['plain', 'A=1\nB = two \r\nexport C=3', { A: '1', B: 'two', C: '3' }],
  ['comments', '# A=1\nB=x#y\nC=x #y\nD= #y\n\nE=', { B: 'x#y', C: 'x', D: '', E: '' }],
  ['quotes', `A='a #b' # c\nB="a #b"\nC=\`it's "c"\``, { A: 'a #b', B: 'a #b', C: `it's "c"` }],
  ['escapes', `A="a\\nb\\"c\\\\d\\$e"\nB='a\\nb'`, { A: 'a\nb"c\\d$e', B: 'a\\nb' }],
  ['lines in quotes', `A="-----\nB=no\n-----"\nC=1`, { A: '-----\nB=no\n-----', C: '1' }],
  ['an open quote', `A="x\nB=1`, { A: '"x', B: '1' }],
  [
    'others',
    `A=1\nB=$A\nC="\${A}"\nD='$A'\nE=$NONE\nF=x$A`,
    { A: '1', B: '1', C: '1', D: '$A', E: '', F: 'x$A' },
  ],
  ['the last one counts', 'A=1\nA=2', { A: '2' }],
];

describe('.env files', () => {
  for (const [what, text, expected] of cases) {
    it(what, () => assert.deepEqual(Object.fromEntries(readDotEnv(text)), expected));
  }

  it('are what a shell makes of them, on 200 values in three forms', function () {
    this.timeout(20_000);
    const value = fc.string({
      unit: fc.constantFrom(...'abAZ09+/=#!%&()*,-.:;<>?@[]^_{|}~ "$\'\\`'),
      maxLength: 20,
    });
    const single = value.map((text) => `'${text.replaceAll("'", '')}'`);
    const double = value.map((text) => `"${text.replace(/["\\$`]/g, '\\$&')}"`);
    const bare = value.map((text) => text.replace(/[^\w+/=.@%:-]/g, ''));
    const samples = fc.sample(fc.oneof(single, double, bare), 200);
    const text = samples.map((each, index) => `V${index}=${each}\n`).join('');
    // `-C` would be a file; the text comes from standard input, as a script.
    const script = `${text}${samples.map((_, index) => `printf '%s\\0' "$V${index}"\n`).join('')}`;
    const shell = execFileSync('sh', ['-s'], { input: script, encoding: 'utf8' }).split('\0').slice(0, -1);
    assert.deepEqual([...readDotEnv(text).values()], shell);
  });
});
