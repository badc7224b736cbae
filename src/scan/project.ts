/** What a scan of a project tree finds: the web project, its files as they are, and facts with evidence. */
import type { Conflict, Fact, Hint, ProjectChoice, SkippedFile } from '../knowledge/types.js';

/** A text file exactly as on disk, and how it is written. */
export interface SourceFile {
  /** Relative to the project folder, with forward slashes; may start with ../ for files above it, such as Directory.Packages.props. */
  path: string;
  /** Decoded text without the byte order mark. */
  text: string;
  encoding: 'utf8' | 'utf16le';
  byteOrderMark: boolean;
  newline: '\n' | '\r\n';
}

export interface PackageReference {
  id: string;
  /** Absent with central package management, or where an MSBuild property could not be resolved. */
  version?: string;
  file: string;
  line: number;
}

export interface Project {
  /** Absolute folder of the project file. */
  folder: string;
  /** The project file (.csproj). */
  file: SourceFile;
  /** File name without .csproj. */
  name: string;
  sdk: string;
  /** Whether it is a web project (Microsoft.NET.Sdk.Web) or a class library. */
  web: boolean;
  /** One, or several where the project multi-targets. */
  targetFrameworks: string[];
  rootNamespace: string;
  implicitUsings: boolean;
  nullable: boolean;
  /** Directory.Packages.props, where central package management is on. */
  centralPackages?: SourceFile;
  /** The versions that it and the files that it imports state. */
  centralVersions: PackageReference[];
  packages: PackageReference[];
  /** Calls in the user's code of the methods that were asked for. */
  calls: { method: string; file: string; line: number }[];
  /** Full names of the hub classes that its code can name. */
  hubs: string[];
  /** appsettings*.json of the project folder. */
  settings: SourceFile[];
  /** How this project's C# is written. */
  style: { fileScopedNamespaces: boolean; indent: string; newline: '\n' | '\r\n'; byteOrderMark: boolean };
}

export interface Scan {
  project: Project;
  facts: Fact[];
  /** Answers that the files contradict. They are in no fact. */
  conflicts: Conflict[];
  /** What was seen and settles nothing. */
  hints: Hint[];
  skipped: SkippedFile[];
  /** The web projects that may be meant, the chosen one among them. */
  projects: ProjectChoice[];
}
