import assert from 'node:assert/strict';
import { externalDataInterceptor, loadSharedConfigFiles } from '@smithy/core/config';
import fc from 'fast-check';
import {
  readAwsLines,
  readRcloneLines,
  readS3cmdLines,
  type Sections,
} from '../../../../src/core/import/lines.ts';

/** As the SDK's own reader has it, of a credentials file: all sections, with their prefixes. */
async function sdkReads(text: string): Promise<object> {
  externalDataInterceptor.interceptFile('/credentials', text);
  externalDataInterceptor.interceptFile('/config', '');
  const { credentialsFile } = await loadSharedConfigFiles({
    filepath: '/credentials',
    configFilepath: '/config',
  });
  return credentialsFile;
}

const asObject = (sections: Sections) =>
  Object.fromEntries([...sections].map(([name, values]) => [name, Object.fromEntries(values)]));

const pieces = [
  ...[
    '[default]',
    '[profile work]',
    '[profile "my.re-mote"]',
    "[profile 'q']",
    '[services local]',
    '[sso-session s]',
  ],
  ...[
    '[plugins x]',
    '[ spaced ]',
    '[work] # comment',
    '[work',
    'work]',
    '[]',
    '[a b c]',
    '# comment',
    '; comment',
    '',
  ],
  ...[
    'aws_access_key_id = AKID',
    'aws_secret_access_key=a#b;c',
    'key = v ; comment',
    'key = v #comment',
    'key=v#x',
  ],
  ...[
    's3 =',
    's3=',
    '  endpoint_url = http://localhost:9000',
    '\taddressing_style = path',
    ' = value',
    'novalue',
  ],
  ...[
    'region = nyc3',
    'key = a=b==',
    'key == x',
    '  region = indented',
    'key =   ',
    'key = "quoted"',
    '#key = x',
  ],
];

describe('the lines of configuration files', () => {
  it('AWS: what @smithy/core/config reads, on 2,000 files of odd lines', async () => {
    const line = fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'ab=[]#; "\'\t:.-') }) },
    );
    const file = fc.tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom('\n', '\r\n'));
    await fc.assert(
      fc.asyncProperty(file, async ([lines, end]) => {
        const text = lines.join(end);
        assert.deepEqual(asObject(readAwsLines(text)), { ...(await sdkReads(text)) });
      }),
      { numRuns: 2000 },
    );
  });

  it('AWS: a profile with spaces in its name, as its command line has it', () => {
    const read = readAwsLines('[profile "my work"]\na=1\n[profile  \'b\']\na=2\n[profile a b]\na=3');
    assert.deepEqual([...read.keys()], ['profile.my work', 'profile.b', 'profile a b']);
  });

  it('AWS: a section may be called as what every object has', () => {
    assert.deepEqual(
      [...readAwsLines('[__proto__]\nregion = x')],
      [['__proto__', new Map([['region', 'x']])]],
    );
  });

  /** Left what stands in the file, right what `rclone config dump` (1.60) gives. */
  const rclone: readonly (readonly [written: string, read: string])[] = [
    ['plain', 'plain'],
    ['"lead', '"lead'],
    ['"both"', '"both"'],
    ['"x`y"', '"x`y"'],
    ['"""tri"""', 'tri'],
    ['"""a"b`c"""', 'a"b`c'],
    ['`x`', 'x'],
    ['#hash', '#hash'],
    ['a=b:c', 'a=b:c'],
    ['[x]', '[x]'],
    ['  edge  ', 'edge'],
    ['back\\slash', 'back\\slash'],
    ['""', '""'],
  ];
  for (const [written, read] of rclone) {
    it(`rclone: ${written} is ${read}`, () => {
      const text = `# c\n[my.re:mote]\ntype = s3\r\nsecret_access_key = ${written}\n`;
      assert.equal(readRcloneLines(text).get('my.re:mote')?.get('secret_access_key'), read);
    });
  }

  it('s3cmd: one set of values, quotes around a whole value dropped, # only at the start of a line', () => {
    const text =
      '\ufeff[default]\n# access_key = no\naccess_key = "AK"\nsecret_key = a#b %(x)s"\n[other]\nuse_https=False';
    assert.deepEqual(Object.fromEntries(readS3cmdLines(text)), {
      access_key: 'AK',
      secret_key: 'a#b %(x)s"',
      use_https: 'False',
    });
  });
});
