/** Whether every shell reads the word as it stands: a long option without a value. */
export function isOption(word: string): boolean {
  return /^--[a-z]+(?:-[a-z]+)*$/.test(word);
}

/** A text for a comment: what would end its line, or act on a terminal, is a space. */
export function onOneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
