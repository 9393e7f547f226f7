const HIDDEN = '‹hidden›';

/** What a signed request carries in its query, its headers, its form fields and its policy, in either spelling of `=`. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [
    /((?:x-amz-(?:signature|credential|security-token)|signature|awsaccesskeyid|policy)["']?\s*(?:=|%3D|:)\s*["']?)[^&\s"'<>,;]+/gi,
    `$1${HIDDEN}`,
  ],
  [/(authorization["']?\s*[:=]\s*["']?)[^"'\r\n]+/gi, `$1${HIDDEN}`],
  [/((?:secret_?access_?key|secret_?key|session_?token)["']?\s*[:=]\s*["']?)[^\s"',}]+/gi, `$1${HIDDEN}`],
  // A policy document is JSON in base64: it begins with `{"` whatever follows.
  [/\beyJ[A-Za-z0-9+/=_-]{40,}/g, HIDDEN],
  [/\b[0-9a-f]{64}\b/gi, HIDDEN],
];

/**
 * Makes the one function that every log line goes through. It hides what looks like a signature, a policy or a key,
 * and every secret it was told of, as it is and as it stands in a URL.
 */
export function createRedactor(): { redact(line: string): string; remember(secret: string): void } {
  const secrets = new Set<string>();
  return {
    remember(secret) {
      // Short ones would hide half of every line.
      if (secret.length < 8) return;
      secrets.add(secret);
      if (secret.isWellFormed()) secrets.add(encodeURIComponent(secret));
    },
    redact(line) {
      let text = line;
      for (const secret of secrets) text = text.replaceAll(secret, HIDDEN);
      for (const [pattern, replacement] of PATTERNS) text = text.replace(pattern, replacement);
      return text;
    },
  };
}
