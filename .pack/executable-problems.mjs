/** What a file of each system starts with, and where Node looks in it for the program. */
const formats = {
  'linux-x64': { isFormat: (file) => file.readUInt32BE(0) === 0x7f454c46 && file.readUInt16LE(18) === 0x3e, what: 'an ELF file for x64' },
  'win-x64': {
    isFormat: (file) =>
      file.toString('latin1', 0, 2) === 'MZ' && file.toString('latin1', file.readUInt32LE(60), file.readUInt32LE(60) + 4) === 'PE\0\0',
    what: 'a PE file',
  },
  'osx-x64': {
    isFormat: (file) => file.readUInt32LE(0) === 0xfeedfacf && file.readUInt32LE(4) === 0x01000007,
    what: 'a Mach-O file for x64',
  },
};

/** Node has this text once, and runs what is inside only where a 1 follows it. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';

/** What is wrong with an executable, as far as a file shows it. */
export function executableProblems(file, rid) {
  const { isFormat, what } = formats[rid];
  const at = file.indexOf(fuse);
  return [
    ...(isFormat(file) ? [] : [`it is not ${what}`]),
    ...(at >= 0 && file[at + fuse.length] === '1'.charCodeAt(0) ? [] : ['the switch that makes Node run what is inside is off']),
    // The name of the resource is UTF-16 in a PE file.
    ...(file.includes('NODE_SEA_BLOB') || file.includes(Buffer.from('NODE_SEA_BLOB', 'utf16le'))
      ? []
      : ['it has no section for the program']),
    ...['executable-main.mjs', 'main.js', 'page.json', 'rules.json', 'templates.json', 'rules-texts.json']
      .filter((name) => !file.includes(name))
      .map((name) => `${name} is not inside`),
  ];
}
