import { diffLines } from 'diff';
import type { TextEdit } from '../plan.js';

/** The text after its edits, which are sorted and do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { offset, remove, insert } of edits) {
    result += text.slice(at, offset) + insert;
    at = offset + remove;
  }
  return result + text.slice(at);
}

/** Edits of whole lines that make one text of another. */
export function lineEdits(before: string, after: string): TextEdit[] {
  const edits: TextEdit[] = [];
  let offset = 0;
  for (const { added, removed, value } of diffLines(before, after)) {
    const last = edits.at(-1);
    // What is removed comes before what takes its place.
    if (added && last && last.offset + last.remove === offset) last.insert += value;
    else if (added || removed) edits.push({ offset, remove: removed ? value.length : 0, insert: added ? value : '' });
    if (!added) offset += value.length;
  }
  return edits;
}

/** A stretch of the original text that is kept, or text that is new. */
type Piece = { from: number; to: number } | string;

const lengthOf = (piece: Piece): number => (typeof piece === 'string' ? piece.length : piece.to - piece.from);

/** One list of edits that does what `first` and then `second` do to a text of that length. */
export function composeEdits(length: number, first: readonly TextEdit[], second: readonly TextEdit[]): TextEdit[] {
  return toEdits(editPieces(editPieces([{ from: 0, to: length }], first), second), length);
}

function editPieces(pieces: readonly Piece[], edits: readonly TextEdit[]): Piece[] {
  const total = pieces.reduce((sum, piece) => sum + lengthOf(piece), 0);
  const result: Piece[] = [];
  let at = 0;
  for (const { offset, remove, insert } of edits) {
    result.push(...slicePieces(pieces, at, offset), insert);
    at = offset + remove;
  }
  return [...result, ...slicePieces(pieces, at, total)];
}

function slicePieces(pieces: readonly Piece[], start: number, end: number): Piece[] {
  const result: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, lengthOf(piece));
    if (from < to) result.push(typeof piece === 'string' ? piece.slice(from, to) : { from: piece.from + from, to: piece.from + to });
    at += lengthOf(piece);
  }
  return result;
}

function toEdits(pieces: readonly Piece[], length: number): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  let insert = '';
  for (const piece of [...pieces, { from: length, to: length }]) {
    if (typeof piece === 'string') {
      insert += piece;
      continue;
    }
    if (insert !== '' || piece.from > at) edits.push({ offset: at, remove: piece.from - at, insert });
    insert = '';
    at = piece.to;
  }
  return edits;
}
