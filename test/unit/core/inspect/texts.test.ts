import assert from 'node:assert/strict';
import { readSigned } from '../../../../src/core/inspect/readSigned.ts';

const QUERY = [
  'X-Amz-Algorithm=AWS4-HMAC-SHA256',
  'X-Amz-Credential=DO00AAAA%2F20261124%2Fnyc3%2Fs3%2Faws4_request',
  'X-Amz-Date=20261124T080000Z',
  'X-Amz-Expires=3600',
  'X-Amz-SignedHeaders=host',
  `X-Amz-Signature=${'0a'.repeat(32)}`,
].join('&');
const URL = `https://photos.nyc3.digitaloceanspaces.com/a%20b/c.txt?${QUERY}`;

const read = (text: string) => readSigned(text, { connections: [] });

describe('inspect: how people have links and commands on their clipboards', () => {
  const same: Readonly<Record<string, string>> = {
    alone: URL,
    'with white space around it': `\n  ${URL}\n`,
    'in quotes': `"${URL}"`,
    'in angle brackets': `<${URL}>`,
    'as Markdown': `[c.txt](${URL})`,
    'in a sentence': `Here's the file: ${URL}, it's yours till 5.`,
    'in brackets in a sentence': `(see ${URL}).`,
    'as JSON of Go': JSON.stringify({ link: URL }).replaceAll('&', '\\u0026'),
    'as JSON of PHP': JSON.stringify({ link: URL }).replaceAll('/', '\\/'),
    'as a list': JSON.stringify([URL]),
    'in HTML': `<a href="${URL.replaceAll('&', '&amp;')}">c</a>`,
    curl: `curl -o 'c.txt' '${URL}'`,
    'curl with a prompt': `$ curl -sSfLo c.txt "${URL}" | tar x`,
    'curl in a path, with sudo': `sudo /usr/bin/curl --max-time 5 --url '${URL}'`,
    'curl over several lines': `# from bash\ncurl --fail \\\n  --header 'Accept: */*' \\\n  '${URL}'\n`,
    'curl as Chrome copies it': `curl $'${URL.replaceAll('!', '\\u0021')}' -H $'x: it\\'s' --compressed`,
    'curl of fish': `curl --output 'it\\'s.txt' '${URL}'`,
    'curl for cmd': `curl.exe -o "c.txt" "${URL}"`,
    'curl for cmd, as Chrome copies it': `curl ^"${URL.replaceAll('&', '^&').replaceAll('%', '^%')}^" ^\r\n  -H ^"a: b^"`,
    'curl in a batch file': `@echo off\r\nrem hello\r\ncurl "${URL.replaceAll('%', '%%')}" -o c.txt\r\n`,
    'curl for PowerShell': `<# hi #>\ncurl.exe --output 'it''s' \`\n  '${URL}' # there`,
    'Invoke-WebRequest': `Invoke-WebRequest -Uri "${URL}" -OutFile c.txt`,
    iwr: `iwr '${URL}' -OutFile c.txt; echo done`,
    wget: `wget -qO c.txt '${URL}' && ls`,
    'another program': `aria2c "${URL}"`,
    JavaScript: `await fetch('${URL}')`,
  };
  for (const [name, text] of Object.entries(same)) {
    it(name, () => {
      const { first, others } = read(text) ?? {};
      assert.ok(first);
      assert.equal(first.request.url, URL);
      assert.deepEqual(
        [first.kind, first.method, first.place.space, first.place.key, others],
        ['link', 'GET', 'photos', 'a b/c.txt', 0],
      );
      assert.deepEqual(first.problems, []);
    });
  }

  const uploads: Readonly<Record<string, string>> = {
    'curl -T': `curl -T c.txt '${URL}'`,
    'curl --upload-file with -X': `curl -X PUT --upload-file c.txt '${URL}'`,
    'curl -Tfile': `curl -sTc.txt '${URL}'`,
    'wget --method': `wget --method=PUT --body-file=c.txt '${URL}'`,
    'Invoke-RestMethod': `Invoke-RestMethod -Method Put -InFile c.txt -Uri '${URL}'`,
    'what the SDK adds': URL.replace('X-Amz-Signature', 'x-id=PutObject&X-Amz-Signature'),
    'JSON with a method': JSON.stringify({ method: 'put', url: URL, headers: { 'Content-Type': 'a/b' } }),
  };
  for (const [name, text] of Object.entries(uploads)) {
    it(`a PUT: ${name}`, () => {
      const { first } = read(text) ?? {};
      assert.deepEqual([first?.kind, first?.method, first?.isMethodSure], ['put', 'PUT', true]);
    });
  }

  it('other methods, as far as they can be told', () => {
    const methodOf = (text: string) => {
      const { first } = read(text) ?? {};
      return [first?.method, first?.isMethodSure];
    };
    assert.deepEqual(methodOf(URL), ['GET', false]);
    assert.deepEqual(methodOf(`curl -I '${URL}'`), ['HEAD', true]);
    assert.deepEqual(methodOf(`curl -X DELETE '${URL}'`), ['DELETE', true]);
    assert.deepEqual(methodOf(`${URL}&response-content-type=a`), ['GET', true]);
    assert.deepEqual(methodOf(`${URL}&partNumber=1&uploadId=a`), ['PUT', true]);
    assert.deepEqual(methodOf(URL.replace('=host', '=content-type%3Bhost')), ['PUT', true]);
  });

  it('the first of several is told of, and how many more there are', () => {
    const { first, others } = read([URL, URL.replace('c.txt', 'd.txt'), URL].join('\n')) ?? {};
    assert.deepEqual([first?.place.key, others], ['a b/c.txt', 2]);
  });

  it('however many backslashes stand in front of it, in no time', () => {
    const before = performance.now();
    const { first } = read(`${'\\'.repeat(200_000)} ${URL}`) ?? {};
    assert.equal(first?.place.key, 'a b/c.txt');
    assert.ok(performance.now() - before < 3000);
  });

  const nothing = [
    '',
    'hello',
    'https://example.com/',
    'curl https://example.com/a?b=c',
    '{"url":"https://h/"}',
    's3://a/b',
  ];
  for (const text of nothing) it(`nothing signed: ${text}`, () => assert.equal(read(text), undefined));
});
