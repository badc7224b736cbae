import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceFile } from '../project.js';
import { readSourceFile } from '../source-file.js';
import { readProjectXml, type XmlElement } from './read-xml.js';

/** A project file, or one that it imports. */
export interface ProjectFile {
  /** Absolute path. */
  path: string;
  file: SourceFile;
  root: XmlElement;
}

/** Reads each MSBuild file once. Paths in results are relative to `folder`. */
export class ProjectFiles {
  private readonly files = new Map<string, Promise<ProjectFile | undefined>>();

  /** @param given files of the folder that are taken as they are here, whatever is on disk. */
  constructor(
    private readonly folder: string,
    private readonly given: readonly SourceFile[] = [],
  ) {}

  /** Undefined where there is no such file. A malformed one is a UserError (3). */
  read(path: string): Promise<ProjectFile | undefined> {
    let file = this.files.get(path);
    if (!file) {
      file = this.load(path);
      this.files.set(path, file);
    }
    return file;
  }

  /** The nearest file of this name in a folder or above it, as MSBuild finds Directory.Build.props. */
  async nearest(folder: string, name: string): Promise<ProjectFile | undefined> {
    for (let at = folder; ; at = dirname(at)) {
      if (existsSync(join(at, name))) return this.read(join(at, name));
      if (at === dirname(at)) return undefined;
    }
  }

  private async load(path: string): Promise<ProjectFile | undefined> {
    try {
      const given = this.given.find((one) => join(this.folder, one.path) === path);
      const file = given ?? (await readSourceFile(path, this.folder));
      return { path, file, root: readProjectXml(file) };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
      throw error;
    }
  }
}
