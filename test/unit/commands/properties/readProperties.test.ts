import assert from 'node:assert/strict';
import { readProperties, readSummary } from '../../../../src/commands/properties/readProperties.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { FakeMemory } from '../../../support/fakes/small.ts';
import { FakeProbe } from '../../../support/fakes/writes.ts';
import { at, below, propertySetup } from './setup.ts';

const { signal } = new AbortController();

function setUp() {
  const setup = propertySetup();
  const probe = new FakeProbe();
  const deps = {
    ...setup.deps,
    ...{ probe, memory: new FakeMemory(), canListSpaces: true },
    places: { of: <C>(connection: C) => connection },
    addressOf: (_connection: unknown, space: string, key: string) =>
      `https://host/${space}/${encodeURI(key)}`,
  };
  return { ...setup, deps, probe };
}

describe('the properties of an object', () => {
  it('are read all at once, with its addresses, and whether the plain one opens', async () => {
    const { deps, put, probe } = setUp();
    put('a b', { tags: { team: 'blue' }, canned: 'public-read' });
    const properties = await readProperties(deps, at('a b'), signal);
    assert.deepEqual(properties.tags, { value: { team: 'blue' } });
    assert.deepEqual(properties.publicUrl, { value: 'https://host/box/a%20b' });
    assert.deepEqual([properties.isOpen, probe.asked], [true, ['https://host/box/a%20b']]);
    assert.equal(properties.cdnUrl, undefined);
    assert.equal('value' in properties.versions && properties.versions.value.length, 1);
    probe.answer = { status: 403, error: new SpacesError('accessDenied', '') };
    assert.equal((await readProperties(deps, at('a b'), signal)).isOpen, false);
    probe.answer = new SpacesError('network', '');
    assert.equal((await readProperties(deps, at('a b'), signal)).isOpen, undefined);
  });

  it('each part that may not be read says so by itself; the others are there', async () => {
    const { deps, put, attributes, reads } = setUp();
    put('a', { tags: { team: 'blue' } });
    attributes.hidden.add('access');
    reads.failures.push(new SpacesError('network', 'No network.'));
    const properties = await readProperties(deps, at('a'), signal);
    assert.deepEqual(properties.access, { problem: 'This access key may not read this.' });
    assert.deepEqual(properties.versions, { problem: 'No network.' });
    assert.deepEqual(properties.tags, { value: { team: 'blue' } });
    assert.ok('value' in properties.details);
  });

  it('a key that no address can name says so; in a browser nobody is asked', async () => {
    const { deps, put, probe } = setUp();
    put('a/../b');
    const properties = await readProperties(deps, at('a/../b'), signal);
    assert.match('problem' in properties.publicUrl ? properties.publicUrl.problem : '', /"\.\."/);
    put('a');
    assert.equal(
      (await readProperties({ ...deps, canListSpaces: false }, at('a'), signal)).isOpen,
      undefined,
    );
    assert.deepEqual(probe.asked, []);
  });
});

describe('the properties of several objects', () => {
  it('are what they have in common, and how large they are together', async () => {
    const { deps, put } = setUp();
    put('d/a', { headers: { contentType: 'image/png' }, metadata: { x: '1' } });
    put('d/bb', { headers: { contentType: 'image/png', cacheControl: '1' }, canned: 'public-read' });
    const { objects, summary } = await readSummary(deps, [below('d/')]);
    assert.deepEqual(
      objects.map(({ key }) => key),
      ['d/a', 'd/bb'],
    );
    assert.deepEqual([summary.count, summary.bytes, summary.unread], [2, 7, undefined]);
    assert.deepEqual(Object.fromEntries(summary.common.map(({ label, value }) => [label, value])), {
      Access: undefined,
      'Storage class': 'STANDARD',
      'Content-Type': 'image/png',
      'Cache-Control': undefined,
      'x-amz-meta-x': undefined,
    });
  });

  it('those that can not be read are counted, with the reason', async () => {
    const { deps, put } = setUp();
    put('a');
    const { summary } = await readSummary(deps, [at('a'), at('gone')]);
    assert.deepEqual(summary.unread, { count: 1, reason: 'There is no object gone.' });
  });
});
