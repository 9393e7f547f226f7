import assert from 'node:assert/strict';
import { HELP_TOPICS, helpFor } from '../../../src/core/help.ts';

describe('the page that explains an error', () => {
  it('is there where its words do not say all', () => {
    assert.equal(helpFor('clockSkew'), 'clock');
    assert.equal(helpFor('noListBuckets'), 'limited-keys');
    assert.equal(helpFor('tls'), 'network');
    assert.equal(helpFor('badKey'), 'dot-keys');
    assert.equal(helpFor('badShell'), 'shells');
    assert.equal(helpFor('listInBrowser'), 'cors');
    assert.equal(helpFor('cors'), 'cors');
  });

  it('is none where they do', () => {
    assert.equal(helpFor('badArguments'), undefined);
    assert.equal(helpFor('server'), undefined);
  });

  it('has a name that can be a file', () => {
    for (const topic of HELP_TOPICS) assert.match(topic, /^[a-z]+(-[a-z]+)*$/);
  });
});
