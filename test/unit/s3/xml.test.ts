import assert from 'node:assert/strict';
import { childOf, childrenOf, parseXml, textOf } from '../../../src/s3/xml.ts';

describe('parseXml', () => {
  it('reads elements, entities, CDATA and prefixed names', () => {
    const root = parseXml(
      '<?xml version="1.0"?><s3:R xmlns:s3="x"><A>1 &amp; &#x2713;</A><B><![CDATA[<x>]]></B><B/></s3:R>',
    );
    assert.equal(root.name, 'R');
    assert.equal(textOf(root, 'A'), '1 & ✓');
    assert.deepEqual(
      childrenOf(root, 'B').map((element) => element.text),
      ['<x>', ''],
    );
    assert.equal(textOf(root, 'C'), undefined);
    assert.equal(childOf(undefined, 'C'), undefined);
  });

  it('takes what XML can not carry and Ceph writes all the same', () => {
    const root = parseXml('<R><T>a&#x01;b&#31;c\ufffed&#xfffe;e&#x0d;f\u0085g</T></R>');
    assert.equal(textOf(root, 'T'), 'a\u0001b\u001fc\ufffed\ufffee\rf\u0085g');
    assert.equal(textOf(parseXml('<R><T>&amp;#x01;</T></R>'), 'T'), '&#x01;');
  });

  const refused: readonly (readonly [name: string, source: string])[] = [
    ['nothing', ''],
    ['text', 'hello'],
    ['JSON', '{"error":"x"}'],
    ['a web page', '<!DOCTYPE html><html><head><meta charset=utf-8></head><body>Sign in<br></body></html>'],
    ['a cut document', '<R><A>1</A>'],
    ['crossed elements', '<R><A></R></A>'],
    ['an entity of its own', '<!DOCTYPE R [<!ENTITY x "y">]><R>&x;</R>'],
    ['a very deep document', `${'<A>'.repeat(40)}${'</A>'.repeat(40)}`],
  ];
  for (const [name, source] of refused) it(`refuses ${name}`, () => assert.throws(() => parseXml(source)));
});
