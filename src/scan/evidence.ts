import type { Evidence } from '../knowledge/types.js';
import type { SourceFile } from './project.js';
import { maskSecrets } from './secrets/mask-secrets.js';

/** A place in a file. */
export interface Spot {
  file: SourceFile;
  /** Counted in characters of the text. */
  offset: number;
}

/** Longer lines (minified JSON, generated code) are shown from the place on, and cut. */
const longest = 200;

/** How much of a line is looked at to see what in it is a secret: a line of megabytes takes too long. */
const considered = 4000;

/** The line that shows a fact, without the space around it and with secrets masked. */
export function evidenceAt({ file, offset }: Spot): Evidence {
  const start = file.text.lastIndexOf('\n', offset - 1) + 1;
  const end = file.text.indexOf('\n', offset);
  const line = file.text.slice(start, end < 0 ? undefined : end).trim();
  // Masked before it is cut: the end of a value is needed to see that it is a secret.
  const rest = file.text.slice(offset, Math.min(offset + considered, end < 0 ? file.text.length : end));
  const text = maskSecrets(line.length > longest ? rest.trim() : line);
  return { file: file.path, line: lineOf({ file, offset }), text: text.length > longest ? `${text.slice(0, longest - 1)}…` : text };
}

/** The number of a place's line, from 1. */
export function lineOf({ file, offset }: Spot): number {
  let line = 1;
  for (let at = file.text.indexOf('\n'); at >= 0 && at < offset; at = file.text.indexOf('\n', at + 1)) line++;
  return line;
}

/** `appsettings.json:3:7`: a place as editors and terminals understand it. */
export const placeOf = (spot: Spot): string => spot.file.path + positionOf(spot);

/** The same without the file: `:3:7`. */
export function positionOf(spot: Spot): string {
  const column = spot.offset - spot.file.text.lastIndexOf('\n', spot.offset - 1);
  return `:${lineOf(spot)}:${column}`;
}
