import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { builder } from './systems.mjs';
import { toolFile } from './tools.mjs';

const { ZipFile } = await import(toolFile('yazl', 'index.js'));
const id = 'backplane-advisor';
const command = 'backplane';

/**
 * The .NET tool as NuGet packages: one that points to the others, and one for each system with its executable.
 */
export async function packDotnetTool({ root, version, executables, target, day }) {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const common = { manifest, version, day, readme: readFileSync(join(root, '.pack/nuget-readme.md')) };
  const pointer = await writePackage(join(target, `${id}.${version}.nupkg`), {
    ...common,
    id,
    type: 'DotnetTool',
    files: [{ path: 'tools/net10.0/any/DotnetToolSettings.xml', content: pointerSettings(executables) }],
  });
  const packages = [pointer];
  for (const { rid, suffix, path } of executables) {
    const entry = `${command}${suffix}`;
    packages.push(
      await writePackage(join(target, `${id}.${rid}.${version}.nupkg`), {
        ...common,
        id: `${id}.${rid}`,
        type: 'DotnetToolRidPackage',
        files: [
          { path: `tools/any/${rid}/DotnetToolSettings.xml`, content: executableSettings(entry) },
          { path: `tools/any/${rid}/${entry}`, content: readFileSync(path), executable: true },
          { path: 'LICENSE', content: readFileSync(join(root, 'LICENSE')) },
          { path: 'THIRD-PARTY-LICENSES.txt', content: readFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt')) },
          { path: 'NODE-LICENSE.txt', content: readFileSync(toolFile(builder.base, 'LICENSE')) },
        ],
      }),
    );
  }
  return packages;
}

const pointerSettings = (executables) => `<?xml version="1.0" encoding="utf-8"?>
<DotNetCliTool Version="2">
  <Commands>
    <Command Name="${command}" />
  </Commands>
  <RuntimeIdentifierPackages>
${executables.map(({ rid }) => `    <RuntimeIdentifierPackage RuntimeIdentifier="${rid}" Id="${id}.${rid}" />\n`).join('')}  </RuntimeIdentifierPackages>
</DotNetCliTool>
`;

const executableSettings = (entry) => `<?xml version="1.0" encoding="utf-8"?>
<DotNetCliTool Version="2">
  <Commands>
    <Command Name="${command}" EntryPoint="${entry}" Runner="executable" />
  </Commands>
</DotNetCliTool>
`;

/** A NuGet package is a zip with a manifest of its own and the two files that the Open Packaging Conventions ask for. */
async function writePackage(file, { id, type, version, manifest, readme, files, day }) {
  const zip = new ZipFile();
  // The same bytes for the same commit: fixed times, fixed order.
  const add = (path, content, executable = false) =>
    zip.addBuffer(Buffer.from(content), path, { mtime: day, mode: executable ? 0o100755 : 0o100644, forceDosTimestamp: true });
  add('_rels/.rels', relations(id));
  add(`${id}.nuspec`, nuspec({ id, type, version, manifest }));
  add('README.md', readme);
  for (const { path, content, executable } of files) add(path, content, executable);
  const extensions = ['rels', 'nuspec', 'md', 'xml', 'txt', 'exe'];
  const bare = files.map(({ path }) => path).filter((path) => !/\.\w+$/.test(path));
  add('[Content_Types].xml', contentTypes(extensions, bare));
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

const nuspec = ({ id, type, version, manifest }) => `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2012/06/nuspec.xsd">
  <metadata>
    <id>${id}</id>
    <version>${version}</version>
    <authors>backplane-advisor</authors>
    <license type="expression">${manifest.license}</license>
    <licenseUrl>https://licenses.nuget.org/${manifest.license}</licenseUrl>
    <readme>README.md</readme>
    <description>${manifest.description}</description>
    <tags>${manifest.keywords.join(' ')}</tags>
    <packageTypes>
      <packageType name="${type}" />
    </packageTypes>
  </metadata>
</package>
`;

const relations = (id) => `<?xml version="1.0" encoding="utf-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
  <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/${id}.nuspec" Id="R1" />
</Relationships>
`;

const contentTypes = (extensions, bare) => `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
${extensions
  .map(
    (extension) =>
      `  <Default Extension="${extension}" ContentType="${extension === 'rels' ? 'application/vnd.openxmlformats-package.relationships+xml' : 'application/octet'}" />\n`,
  )
  .join('')}${bare.map((path) => `  <Override PartName="/${path}" ContentType="application/octet" />\n`).join('')}</Types>
`;
