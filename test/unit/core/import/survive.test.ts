import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Found } from '../../../../src/core/import/found.ts';
import { readPicked } from '../../../../src/core/import/sources.ts';

/** What each tool may have in a secret; all of them without white space and line breaks, which no secret has. */
const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
const secretOf = (without: string) =>
  fc
    .string({ unit: fc.constantFrom(...printable, 'ä', '漢', '😀'), minLength: 1, maxLength: 60 })
    .filter((text) => ![...without].some((character) => text.includes(character)));

/** Writes a file with this secret as the tool would, or its documentation says. */
const formats: readonly {
  readonly name: string;
  readonly without?: string;
  readonly accepts?: (secret: string) => boolean;
  readonly write: (secret: string) => string;
}[] = [
  {
    name: 'AWS credentials',
    accepts: (secret) => !/^[#;]/.test(secret),
    write: (secret) => `[work]\naws_access_key_id = AKID\naws_secret_access_key = ${secret}\n`,
  },
  {
    name: 'AWS config',
    accepts: (secret) => !/^[#;]/.test(secret),
    write: (secret) => `[profile work]\r\naws_secret_access_key=${secret}\r\naws_access_key_id=AKID\r\n`,
  },
  {
    name: '.s3cfg',
    // An environment variable's name, and a value in quotes.
    accepts: (secret) => !/^\$|^".*"$/.test(secret),
    write: (secret) => `[default]\naccess_key = AKID\nsecret_key = ${secret}\nhost_base = h.example\n`,
  },
  {
    name: 'rclone.conf',
    without: '`',
    accepts: (secret) => !/^"""/.test(secret),
    write: (secret) => `[work]\ntype = s3\naccess_key_id = AKID\nsecret_access_key = ${secret}\n`,
  },
  {
    name: 'config.json of mc',
    write: (secret) =>
      JSON.stringify({ version: '10', aliases: { work: { url: '', accessKey: 'AKID', secretKey: secret } } }),
  },
  {
    name: '.env, single quotes',
    without: "'",
    write: (secret) => `export SPACES_ACCESS_KEY_ID=AKID\nSPACES_SECRET_ACCESS_KEY='${secret}' # rotated\n`,
  },
  {
    name: '.env, double quotes',
    // `$NAME` alone is another variable's.
    accepts: (secret) => !/^\$(\w+|\{\w+\})$/.test(secret),
    write: (secret) => `SPACES_KEY="AKID"\nSPACES_SECRET="${secret.replace(/["\\$`]/g, '\\$&')}"\n`,
  },
  {
    name: '.env, bare',
    without: '\'"`$\\#',
    write: (secret) => `SPACES_KEY=AKID\nSPACES_SECRET=${secret}  # rotated\n`,
  },
];

describe('secrets with any characters survive every format', () => {
  for (const { name, without = '', accepts = () => true, write } of formats) {
    it(name, () => {
      fc.assert(
        fc.property(secretOf(without).filter(accepts), (secret) => {
          const [found, ...others] = readPicked({ path: 'picked', text: write(secret) }) as Found[];
          assert.deepEqual(others, []);
          assert.deepEqual(found?.credentials, { accessKeyId: 'AKID', secretAccessKey: secret });
        }),
        { numRuns: 1000 },
      );
    });
  }

  it('no file, whatever is in it, breaks a reader or has its secret in a name, a part or a reason', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '[a]',
        '[profile a]',
        'type = s3',
        'access_key = x',
        'role_arn = y',
        '{',
        '}',
        'SPACES_KEY=1',
      ),
      fc.constantFrom(
        'secret_access_key = TheSecret1',
        'secret_key = TheSecret1',
        'SPACES_SECRET="TheSecret1',
      ),
      fc.constantFrom(
        'endpoint = https://u:TheSecret1@h.example',
        'host_base = h/TheSecret1',
        '"secretKey": "TheSecret1"',
      ),
      fc.string(),
    );
    const kinds = fc.constantFrom(
      undefined,
      's3cmd',
      'rclone',
      'mc',
      'dotenv',
      'awsConfig',
      'awsCredentials',
    );
    fc.assert(
      fc.property(fc.array(line), kinds, (lines, kind) => {
        for (const found of readPicked({ path: 'picked', kind, text: lines.join('\n') })) {
          const { credentials: _, spaces: __, ...shown } = found;
          assert.ok(!JSON.stringify(shown).includes('TheSecret1'), JSON.stringify(shown));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
