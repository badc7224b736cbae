import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { run } from './run.mjs';
import { builder, systems } from './systems.mjs';
import { toolFile } from './tools.mjs';

/**
 * One executable file for each system: Node with the files of dist/ and the texts of rules/ inside.
 * Node builds them itself (https://nodejs.org/api/single-executable-applications.html).
 * @param work a folder for what lies between.
 * @returns the systems, each with the path of its executable.
 */
export function buildExecutables({ root, version, work, target }) {
  const rules = join(work, 'rules-texts.json');
  writeFileSync(rules, JSON.stringify(readTexts(join(root, 'rules'))));
  const dist = join(root, 'dist');
  const shipped = readdirSync(dist).filter((name) => /\.(js|json)$/.test(name));
  const assets = Object.fromEntries([...shipped.sort().map((name) => [name, join(dist, name)]), ['rules-texts.json', rules]]);
  return systems.map((system) => {
    const output = join(target, `backplane-${version}-${system.rid}${system.suffix}`);
    const configuration = join(work, `${system.rid}.json`);
    writeFileSync(
      configuration,
      JSON.stringify({
        // The executable keeps this path: a relative one, so that it is the same wherever the tree is.
        main: '.pack/executable-main.mjs',
        mainFormat: 'module',
        executable: toolFile(system.base, system.binary),
        output,
        assets,
        disableExperimentalSEAWarning: true,
        // A code cache or a snapshot fits only the system that made it.
        useCodeCache: false,
        useSnapshot: false,
      }),
    );
    rmSync(output, { force: true });
    run(toolFile(builder.base, builder.binary), ['--build-sea', configuration], { cwd: root });
    return { ...system, path: output };
  });
}

/** The YAML files of the rule base by path, in a fixed order. */
function readTexts(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(files.map((file) => [relative(folder, file).replaceAll('\\', '/'), readFileSync(file, 'utf8')]));
}
