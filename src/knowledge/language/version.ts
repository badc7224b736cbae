import type { Comparison, VersionBound } from './language.js';

/**
 * The numbers of a version: `17.8.1` is [17, 8, 1], `17` is [17], `net10.0` is [10, 0], `netcoreapp3.1` is [3, 1]. A pre-release or build suffix is left out.
 * Undefined where the text is no version.
 */
export function parseVersion(text: string): number[] | undefined {
  const match = /^(?:netcoreapp|net|v)?(\d+(?:\.\d+){0,3})(?:[-+][0-9A-Za-z.+-]+)?$/.exec(text.trim());
  return match?.[1]?.split('.').map(Number);
}

const operators: Record<string, Comparison> = { '>=': 'at-least', '>': 'more-than', '<=': 'at-most', '<': 'less-than' };

/** `>=17.5 <18 || >=18.0`: bounds joined by space must all hold, groups joined by || are alternatives. Undefined where it is no range. */
export function parseVersionRange(text: string): VersionBound[][] | undefined {
  const groups = text.split('||').map((group) =>
    group
      .trim()
      .split(/\s+/)
      .map((bound) => {
        const match = /^(>=|<=|>|<)(\d+(?:\.\d+)*)$/.exec(bound);
        const how = match?.[1] && operators[match[1]];
        return how && match[2] ? { how, parts: match[2].split('.').map(Number) } : undefined;
      }),
  );
  return groups.every((group) => group.every((bound) => bound !== undefined)) ? (groups as VersionBound[][]) : undefined;
}

/** A day as a number that compares: 2026-11-23 is 20261123. */
export const dayNumber = (date: string): number => Number(date.replaceAll('-', ''));
