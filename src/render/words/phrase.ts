/** A statement that may have parts, each a statement of its own: said in one line, or as a list. */
export interface Phrase {
  text: string;
  parts?: Phrase[];
}

/** A phrase in one line: `all of: a; b; (any of: c; d)`. */
export function inOneLine({ text, parts }: Phrase): string {
  if (!parts?.length) return text;
  return `${text}: ${parts.map((part) => (part.parts?.length ? `(${inOneLine(part)})` : part.text)).join('; ')}`;
}
