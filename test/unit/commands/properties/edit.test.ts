import assert from 'node:assert/strict';
import { editHeaders } from '../../../../src/commands/properties/editHeaders.ts';
import { editTags } from '../../../../src/commands/properties/editTags.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { back, dismiss, enter, pick, press } from '../../../support/fakes/prompts.ts';
import { at, below, propertySetup } from './setup.ts';

const IMAGE = { headers: { contentType: 'image/png', expires: 'never' }, metadata: { colour: 'red' } };

describe('Edit Headers…', () => {
  it('by arguments: sets, takes away, replaces the metadata, and keeps what is not named', async () => {
    const { deps, put, attributes, touched, prompts } = propertySetup();
    put('a', { headers: { ...IMAGE.headers, cacheControl: 'no-store' }, metadata: IMAGE.metadata });
    const change = { contentType: 'image/gif', cacheControl: null, metadata: { Size: 'large' } };
    assert.deepEqual(await editHeaders(deps, [at('a')], { change }), { count: 1 });
    const { headers, metadata } = attributes.kept.get('a') ?? assert.fail();
    assert.deepEqual({ ...headers }, { contentType: 'image/gif', expires: 'never' });
    assert.deepEqual({ ...metadata }, { size: 'large' });
    assert.deepEqual([touched, prompts.asked], [['a'], []]);
  });

  it('an end is given as a moment, and kept as HTTP writes it', async () => {
    const { deps, put, attributes, prompts } = propertySetup();
    put('a', IMAGE);
    prompts.answer(pick('Expires'), enter('soon'), enter('2026-12-01T00:00Z'), pick('Save Changes'));
    await editHeaders(deps, [at('a')], {});
    assert.equal(attributes.kept.get('a')?.headers.expires, 'Tue, 01 Dec 2026 00:00:00 GMT');
    const change = { expires: null, websiteRedirect: '/new' };
    await editHeaders(deps, [at('a')], { change });
    assert.deepEqual(
      { ...attributes.kept.get('a')?.headers },
      { contentType: 'image/png', websiteRedirect: '/new' },
    );
  });

  it('writes nothing where all is as wished', async () => {
    const { deps, put, attributes, touched } = propertySetup();
    put('a', IMAGE);
    assert.deepEqual(await editHeaders(deps, [at('a')], { change: { contentType: 'image/png' } }), {
      count: 1,
    });
    assert.deepEqual([attributes.done, touched], [[], []]);
  });

  it('asks in a list: current values first, what was changed, and Save', async () => {
    const { deps, put, attributes, prompts } = propertySetup();
    put('a', IMAGE);
    prompts
      .expect('Edit Headers: a', pick('Content-Type'))
      .expect('Content-Type', enter('nonsense'), enter('image/gif'))
      .expect('Edit Headers: a', pick('Cache-Control'))
      .expect('Cache-Control', back)
      .expect('Edit Headers: a', pick('colour'))
      .expect('colour', enter(''))
      .expect('Edit Headers: a', pick('Add Metadata…'))
      .expect('Add Metadata', enter('no value'), enter('a b=c'), enter('New = x=y '))
      .expect('Edit Headers: a', pick('Save Changes'));
    assert.deepEqual(await editHeaders(deps, [at('a')], {}), { count: 1 });
    const { headers, metadata } = attributes.kept.get('a') ?? assert.fail();
    assert.deepEqual({ ...headers }, { contentType: 'image/gif', expires: 'never' });
    assert.deepEqual({ ...metadata }, { new: 'x=y' });
    assert.equal(prompts.left, 0);
    const [first, , second] = prompts.asked;
    assert.deepEqual(
      first?.choices.map(({ description }) => description),
      [...['image/png', 'not set', 'not set', 'not set', 'not set', 'never', 'not set', 'red', undefined]],
    );
    assert.equal(second?.choices[0]?.description, 'Content-Type');
  });

  it('a dismissed list changes nothing', async () => {
    const { deps, put, attributes, prompts } = propertySetup();
    put('a', IMAGE);
    prompts.answer(pick('Content-Type'), enter('image/gif'), dismiss);
    await assert.rejects(editHeaders(deps, [at('a')], {}), { name: 'Cancelled' });
    assert.deepEqual(attributes.done, []);
  });

  it('of several: what is various stays so, unless it is changed or removed', async () => {
    const { deps, put, attributes, prompts } = propertySetup();
    put('a', { headers: { contentType: 'image/png', cacheControl: '1' }, metadata: { x: '1', y: '1' } });
    put('b', { headers: { contentType: 'image/gif', cacheControl: '2' }, metadata: { x: '2' } });
    prompts
      .answer(pick('Content-Type'), enter(''), pick('Cache-Control'), enter('no-store'))
      .answer(pick('x'), press('remove'), pick('Save Changes'));
    assert.deepEqual(await editHeaders(deps, [at('a'), at('b')], {}), { count: 2 });
    assert.equal(prompts.asked[0]?.choices[0]?.description, 'various');
    assert.match(prompts.asked[0]?.title ?? '', /Edit Headers of 2 Objects/);
    const kept = ['a', 'b'].map((key) => attributes.kept.get(key));
    assert.deepEqual(
      kept.map((each) => ({ ...each?.headers, ...each?.metadata })),
      [
        { contentType: 'image/png', cacheControl: 'no-store', y: '1' },
        { contentType: 'image/gif', cacheControl: 'no-store' },
      ],
    );
  });

  it('names those that failed; the others are done, and all are looked at anew', async () => {
    const { deps, put, attributes, touched } = propertySetup();
    for (const key of ['a', 'b', 'c']) put(key);
    attributes.failures.set('b', new SpacesError('accessDenied', 'No.'));
    await assert.rejects(
      editHeaders(deps, ['a', 'b', 'c'].map(at), { change: { cacheControl: 'no-store' } }),
      { code: 'someFailed', message: 'Done: 2. Failed: 1. b. No.' },
    );
    assert.deepEqual(
      [attributes.done.sort(), touched.sort()],
      [
        ['headers a', 'headers c'],
        ['a', 'b', 'c'],
      ],
    );
  });

  it('what is wrong with all of them ends it: the others are not tried', async () => {
    const { deps, put, attributes } = propertySetup();
    const keys = Array.from({ length: 40 }, (_, index) => `k${index}`);
    for (const key of keys) put(key);
    attributes.failures.set('k3', new SpacesError('wrongKey', 'Unknown key.'));
    const edit = editHeaders(deps, keys.map(at), { change: { cacheControl: 'no-store' } });
    await assert.rejects(edit, { code: 'wrongKey', message: 'Unknown key.' });
    assert.ok(attributes.done.length < 20);
  });

  it('below a folder asks once with the count; confirmed, it does not', async () => {
    const { deps, put, attributes, notices } = propertySetup();
    for (const key of ['d/a', 'd/e/b', 'other']) put(key);
    notices.answer('Continue');
    const change = { cacheControl: 'no-store' };
    assert.deepEqual(await editHeaders(deps, [below('d/')], { change }), { count: 2 });
    assert.match(notices.messages[0] ?? '', /change all objects below d\/\? Objects: 2/);
    await editHeaders(deps, [below('d/')], { change: { cacheControl: null }, confirmed: true });
    assert.equal(notices.messages.length, 1);
    assert.ok(attributes.done.every((each) => !each.includes('other')));
  });

  it('refuses what can not be before anything is read, and a read-only connection', async () => {
    const { deps, attributes } = propertySetup();
    for (const change of [{ contentType: 'x' }, { metadata: { 'a b': '' } }, { cacheControl: 'ü' }])
      await assert.rejects(editHeaders(deps, [at('a')], { change }), { code: 'badArguments' });
    const readOnly = { ...at('a'), connection: { ...LOCAL, readOnly: true } };
    await assert.rejects(editHeaders(deps, [readOnly], { change: {} }), { code: 'readOnly' });
    assert.deepEqual(attributes.done, []);
  });

  it('Cancel ends it at once; what was done is told', async () => {
    const { deps, put, progress, attributes, touched } = propertySetup();
    for (let index = 0; index < 40; index++) put(`k${index}`);
    const objects = Array.from({ length: 40 }, (_, index) => at(`k${index}`));
    let reads = 0;
    const details = attributes.details.bind(attributes);
    attributes.details = (object) => {
      if (++reads === 40) progress.cancelNext('8 of 40');
      return details(object);
    };
    await assert.rejects(editHeaders(deps, objects, { change: { cacheControl: 'x' } }), {
      name: 'Cancelled',
    });
    assert.ok(attributes.done.length < 40);
    assert.deepEqual(touched.sort(), attributes.done.map((each) => each.slice(8)).sort());
  });
});

describe('Edit Tags…', () => {
  it('by arguments: puts these in the place of all', async () => {
    const { deps, put, attributes } = propertySetup();
    put('a', { tags: { old: '1' } });
    assert.deepEqual(await editTags(deps, [at('a')], { tags: { new: '2' } }), { count: 1 });
    assert.deepEqual(attributes.kept.get('a')?.tags, { new: '2' });
    await editTags(deps, [at('a')], { tags: {} });
    assert.deepEqual(attributes.kept.get('a')?.tags, {});
  });

  it('asks in the same list, for all of several', async () => {
    const { deps, put, attributes, prompts } = propertySetup();
    put('a', { tags: { team: 'blue' } });
    put('b', { tags: { team: 'red', own: '1' } });
    prompts.answer(pick('Add Tag…'), enter('Year=2026'), pick('team'), enter('green'), pick('Save Changes'));
    await editTags(deps, [at('a'), at('b')], {});
    assert.deepEqual({ ...attributes.kept.get('a')?.tags }, { team: 'green', Year: '2026' });
    assert.deepEqual({ ...attributes.kept.get('b')?.tags }, { team: 'green', own: '1', Year: '2026' });
  });

  it('an eleventh tag is refused before anything is written', async () => {
    const { deps, put, attributes, prompts } = propertySetup();
    put('a', { tags: Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`k${index}`, ''])) });
    prompts.answer(pick('Add Tag…'), enter('more=1'), pick('Save Changes'));
    await assert.rejects(editTags(deps, [at('a')], {}), { code: 'badArguments', message: /at most 10 tags/ });
    assert.deepEqual(attributes.done, []);
  });
});
