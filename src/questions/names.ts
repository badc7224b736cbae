/** The three names of a question: its flag, its environment variable, and (its id) the key in backplane.yaml and JSON. */

export const flagOf = (id: string): string => `--${id}`;

export const environmentPrefix = 'BACKPLANE_';

export const environmentNameOf = (id: string): string => environmentPrefix + id.toUpperCase().replaceAll('-', '_');
