import type { SourceFile } from '../project.js';
import type { Setting } from '../settings/read-settings.js';
import type { Sighting } from '../sighting.js';
import type { Chart } from './helm-values.js';

/** The site that is meant, as files around it may name it. */
export interface SiteNames {
  /** Folder of the project below the root. */
  folder: string;
  /** File name of the project without .csproj. */
  project: string;
  /** Whether no other web project is near: what runs a site then runs this one. */
  only: boolean;
  /** Dockerfiles that build it, by their paths below the root. */
  dockerfiles: ReadonlySet<string>;
  /** Charts of Helm by their folders. */
  charts?: ReadonlyMap<string, Chart>;
}

/** What a file says. */
export interface Reading {
  sightings: Sighting[];
  /** Settings that the site gets where it is deployed: they come before those of its own files. */
  settings?: Setting[];
  /** Names by which other containers are reached: only where these run. */
  hosts?: string[];
}

/** Turns the text of one format into what it says. Never throws for a text that is malformed. */
export type Reader = (file: SourceFile, site: SiteNames) => Promise<Reading> | Reading;
