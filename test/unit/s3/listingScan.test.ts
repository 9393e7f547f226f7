import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rawPage } from '../../../src/s3/listing.ts';
import { type RawPage, scanListing } from '../../../src/s3/listingScan.ts';
import { parseXml } from '../../../src/s3/xml.ts';

const general = (source: string): RawPage => rawPage(parseXml(source));

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const ROOT = '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">';

/** As Ceph, AWS and the in-memory store write a page. */
const usual: Readonly<Record<string, string>> = {
  Ceph: `${HEAD}${ROOT}<EncodingType>url</EncodingType><Name>box</Name><Prefix></Prefix><MaxKeys>2</MaxKeys><IsTruncated>true</IsTruncated><Contents><Key>0%2F00.jpg</Key><LastModified>2026-11-26T01:14:01.674Z</LastModified><ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><Size>0</Size><StorageClass>STANDARD</StorageClass><Type>Normal</Type></Contents><CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes><NextContinuationToken>0/00&#x01;.jpg</NextContinuationToken><KeyCount>2</KeyCount></ListBucketResult>`,
  AWS: `${HEAD}\n${ROOT}<Name>box</Name><Prefix/><KeyCount>1</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated><Contents><Key>a&amp;b</Key><LastModified>2026-11-26T01:14:01.000Z</LastModified><ETag>"d41d"</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType><Size>7</Size><Owner><ID>x</ID><DisplayName>y</DisplayName></Owner><StorageClass>GLACIER</StorageClass></Contents></ListBucketResult>`,
  'one with white space': `${HEAD}\n${ROOT}\n  <Name>box</Name>\n  <Contents>\n    <Key> a </Key>\n    <Size>1</Size>\n  </Contents>\n  <CommonPrefixes>\n <Prefix>b/</Prefix>\n</CommonPrefixes>\n</ListBucketResult>\n`,
};

const text = fc
  .array(
    fc.constantFrom('a', ' ', '%20', '&amp;', '&quot;', '&#x1;', '漢', '\uffff', '😀', '>', '"', '\n', '/'),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));
const fact = fc.constantFrom(
  ...['Key', 'LastModified', 'ETag', 'Size', 'StorageClass', 'Type', 'Owner', 'Prefix', 'IsTruncated'],
  ...['EncodingType', 'NextContinuationToken', 'Contents', 'Näme', 's3:Key'],
);
const element = (inside: fc.Arbitrary<string>) =>
  fc.tuple(fact, inside).map(([name, own]) => `<${name}>${own}</${name}>`);
const nested = element(
  fc.oneof(
    text,
    fc.array(element(text), { maxLength: 3 }).map((all) => all.join('')),
  ),
);
const object = fc.array(nested, { maxLength: 6 }).map((all) => `<Contents>${all.join('')}</Contents>`);
/** In the order in which servers write an object, and some of it not. */
const usualObject = fc
  .tuple(
    ...['Key', 'LastModified', 'ETag', 'ChecksumType', 'Size', 'StorageClass', 'Type'].map((name) =>
      text.map((own) => `<${name}>${own}</${name}>`),
    ),
    fc.nat({ max: 30 }),
  )
  .map((parts) => {
    const without = parts.pop() as number;
    return `<Contents>${parts.toSpliced(without, 1).join('')}</Contents>`;
  });
const prefix = fc
  .array(nested, { maxLength: 2 })
  .map((all) => `<CommonPrefixes>${all.join('')}</CommonPrefixes>`);
const page = fc
  .array(
    fc.oneof(nested, object, usualObject, prefix, fc.constantFrom('\n ', '<!-- x -->', 'loose', '<Prefix/>')),
    {
      maxLength: 8,
    },
  )
  .map((parts) => `${HEAD}${ROOT}${parts.join('')}</ListBucketResult>`);

describe('scanListing', () => {
  for (const [name, source] of Object.entries(usual)) {
    it(`reads a page of ${name} as the general parser does, and leaves it nothing`, () => {
      const scanned = scanListing(source);
      assert.ok(scanned && scanned.contents.length > 0);
      assert.deepEqual(scanned.contents, general(source).contents);
      assert.deepEqual(scanned.prefixes, general(source).prefixes);
      for (const [fact, said] of scanned.facts) assert.equal(said, general(source).facts.get(fact));
    });
  }

  it('reads what the general parser reads, or nothing', () => {
    let read = 0;
    fc.assert(
      fc.property(page, (source) => {
        if (same(source)) read++;
      }),
      { numRuns: 2_000 },
    );
    // Where it left all of them to the other one, nothing would be compared.
    assert.ok(read > 200, `${read} read`);
  });

  it('takes nothing of a damaged page that the general parser refuses', () => {
    let read = 0;
    const pieces = fc.constantFrom(
      '',
      '<',
      '>',
      '&',
      '/',
      '</Key>',
      '\r',
      '<Key>',
      '</Contents>',
      ']]>',
      '<![CDATA[x]]>',
    );
    fc.assert(
      fc.property(
        fc.oneof(page, { weight: 3, arbitrary: fc.constantFrom(...Object.values(usual)) }),
        fc.nat(),
        fc.nat({ max: 12 }),
        pieces,
        (source, where, length, put) => {
          const at = where % source.length;
          if (same(source.slice(0, at) + put + source.slice(at + length))) read++;
        },
      ),
      { numRuns: 5_000 },
    );
    assert.ok(read > 200, `${read} read`);
  });
});

/** Whether both read it. Throws where they read not the same, or only the scanner does. */
function same(source: string): boolean {
  const scanned = attempt(() => scanListing(source));
  if (scanned === undefined) return false;
  const whole = attempt(() => general(source));
  assert.ok(whole !== undefined, 'the general parser refuses it');
  assert.deepEqual([scanned.contents, scanned.prefixes], [whole.contents, whole.prefixes]);
  for (const name of ['EncodingType', 'IsTruncated', 'NextContinuationToken'])
    assert.equal(scanned.facts.get(name), whole.facts.get(name));
  return true;
}

function attempt(read: () => RawPage | undefined): RawPage | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
