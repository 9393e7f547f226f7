import assert from 'node:assert/strict';
import type { Connection } from '../../../src/core/connection.ts';
import { readStoredConnection, storedForm, withUniqueNames } from '../../../src/core/storedConnection.ts';

const ID = 'abcdefghij';
const NYC: Connection = {
  id: ID,
  name: 'Spaces',
  provider: 'digitalocean',
  endpoint: 'https://nyc3.digitaloceanspaces.com',
  region: 'nyc3',
  addressing: 'virtual',
  readOnly: false,
};

describe('a stored connection', () => {
  it('is read as it was written', () => {
    assert.deepEqual(readStoredConnection(ID, storedForm(NYC)), NYC);
  });

  it('keeps named Spaces, the only ones and those beside the list, but for names that no Space has', () => {
    const named = { ...NYC, spaces: ['docs'], moreSpaces: ['photos', 'a.b'] };
    assert.deepEqual(readStoredConnection(ID, storedForm(named)), named);
    const damaged = { ...storedForm(NYC), spaces: ['../x', 7], moreSpaces: ['ok-name', 'NO', null] };
    assert.deepEqual(readStoredConnection(ID, damaged), { ...NYC, moreSpaces: ['ok-name'] });
    assert.deepEqual(readStoredConnection(ID, { ...storedForm(NYC), moreSpaces: 'photos' }), NYC);
  });

  it("of DigitalOcean that leads elsewhere than its region is another provider's: its questions show where", () => {
    for (const other of [
      { endpoint: 'https://s3.example' },
      { region: 'us-east-1' },
      { addressing: 'path' },
    ]) {
      const read = readStoredConnection(ID, { ...storedForm(NYC), ...other });
      assert.deepEqual(read, { ...NYC, ...other, provider: 'custom' });
    }
  });
});

describe('withUniqueNames', () => {
  const named = (id: string, name: string): Connection => ({ ...NYC, id, name });
  const namesOf = (...names: string[]) =>
    withUniqueNames(names.map((name, index) => named(`aaaaaaaaa${index}`, name))).map(({ name }) => name);

  it('numbers the later ones of one name', () => {
    assert.deepEqual(namesOf('A', 'A', 'B', 'A'), ['A', 'A 2', 'B', 'A 3']);
  });

  it('never takes the name that another has of its own', () => {
    assert.deepEqual(namesOf('A', 'A', 'A 2'), ['A', 'A 3', 'A 2']);
  });
});
