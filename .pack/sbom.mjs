import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { run } from './run.mjs';
import { toolVersion } from './tools.mjs';

/**
 * What is inside of an artifact, as CycloneDX, beside the artifact. npm writes the bill of the whole tree;
 * kept of it is what the bundler put into the program, and Node is added where it is inside.
 * @param bundled names of the npm packages in the bundle.
 */
export function writeSbom({ root, version, bundled, artifact, node, time }) {
  const whole = JSON.parse(
    run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { cwd: root, shell: process.platform === 'win32' }),
  );
  const components = whole.components
    .filter((component) => bundled.includes(nameOf(component)) && isTopLevel(component))
    // In the artifact it is no development dependency any more.
    .map(({ properties, scope, ...component }) => ({ ...component, scope: 'required' }))
    .toSorted((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1));
  const missing = bundled.filter((name) => !components.some((component) => nameOf(component) === name));
  if (missing.length > 0) throw new Error(`npm sbom does not know what is bundled: ${missing.join(', ')}.`);
  if (node) components.push(nodeComponent(node));
  const self = {
    ...whole.metadata.component,
    version,
    hashes: [{ alg: 'SHA-256', content: sha256(artifact) }],
  };
  const sbom = {
    ...whole,
    // Random in each run; a bill without one is valid.
    serialNumber: undefined,
    metadata: { ...whole.metadata, timestamp: time.toISOString(), component: { ...self, properties: undefined } },
    components,
    dependencies: [{ ref: self['bom-ref'], dependsOn: components.map((component) => component['bom-ref']) }],
  };
  const file = `${artifact}.cdx.json`;
  writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`);
  return file;
}

const nameOf = ({ group, name }) => (group ? `${group}/${name}` : name);

/** Of two versions of one package the bundler took that at the top of node_modules, where the program imports it. */
const isTopLevel = ({ properties = [] }) =>
  properties.every(({ name, value }) => name !== 'cdx:npm:package:path' || value.lastIndexOf('node_modules/') === 0);

const nodeComponent = (base) => ({
  'bom-ref': `${base}@${toolVersion(base)}`,
  type: 'platform',
  name: 'node',
  version: toolVersion(base),
  scope: 'required',
  purl: `pkg:npm/${base}@${toolVersion(base)}`,
  licenses: [{ license: { name: 'Node.js' } }],
});

/** The SHA-256 of a file, in hexadecimal. */
export const sha256 = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** A line for each file, as `sha256sum --check` reads it. */
export const checksums = (files) => files.map((file) => `${sha256(file)}  ${basename(file)}\n`).join('');
