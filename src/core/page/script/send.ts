/** A form that the server has to take: the file comes after the fields. */
export interface WebForm {
  readonly url: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** What became of a file: the name of the text that says it, and what is put into it. */
export interface Outcome {
  readonly said: 'arrived' | 'notConfirmed' | 'refused' | 'unreachable' | 'tooLate' | 'unreadable';
  readonly code?: string | undefined;
}

/**
 * The form for one file. The part's own name is always the same: Ceph cuts one at `;` and takes `../` as it stands, so
 * the key is written out.
 */
export function bodyOf(
  form: WebForm,
  { file, key, type }: { file: File; key: string; type: string | undefined },
): FormData {
  const isExact = type !== undefined && !type.endsWith('/*');
  const contentType = isExact ? type : file.type || 'application/octet-stream';
  const body = new FormData();
  for (const [name, value] of form.fields) {
    const own: Readonly<Record<string, string>> = { key, 'content-type': contentType };
    body.append(name, own[name.toLowerCase()] ?? value);
  }
  body.append('file', file, 'file');
  return body;
}

/**
 * Sends where the answer may be read. `undefined`: the browser did not send it, since a page may not ask this server or
 * nobody is there. That somebody listens to the progress is what makes it ask the server first.
 */
export function sendSeen(
  url: string,
  body: FormData,
  show: (share: number) => void,
): Promise<Outcome | undefined> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    let isUnderWay = false;
    request.upload.onprogress = ({ loaded, total }) => {
      isUnderWay = true;
      show(loaded / total);
    };
    request.onload = () => {
      const { status, responseText } = request;
      const code = /<Code>(\w+)</.exec(responseText)?.[1] ?? '';
      if (status >= 200 && status < 300) resolve({ said: 'arrived' });
      else resolve({ said: 'refused', code: `${status} ${code}`.trim() });
    };
    request.onerror = () => resolve(isUnderWay ? { said: 'notConfirmed' } : undefined);
    request.open('POST', url);
    request.send(body);
  });
}

/**
 * Sends where no answer may be read. This form asks the server to answer a file that has arrived with a redirect; the
 * page's own policy forbids where it leads, and a page is told of what its policy stops. So a refusal (an answer that
 * is no redirect), an arrival and no server at all can be told apart, and nothing is asked of anybody else.
 */
export async function sendBlind(url: string, body: FormData): Promise<Outcome> {
  const hearing = new AbortController();
  const wasLedOn = new Promise<true>((resolve) => {
    const hear = ({ effectiveDirective }: SecurityPolicyViolationEvent) => {
      if (effectiveDirective === 'connect-src') resolve(true);
    };
    document.addEventListener('securitypolicyviolation', hear, { signal: hearing.signal });
  });
  try {
    await fetch(url, { method: 'POST', mode: 'no-cors', credentials: 'omit', body });
    return { said: 'notConfirmed' };
  } catch {
    // The news of the redirect follows the failure.
    const nothing = new Promise<false>((resolve) => setTimeout(resolve, 1000, false));
    return { said: (await Promise.race([wasLedOn, nothing])) ? 'arrived' : 'unreachable' };
  } finally {
    hearing.abort();
  }
}
