import { attributeOf, type XmlElement } from './read-xml.js';

/** `other` is what is neither: tests, console programs, WebAssembly clients, old project files without an SDK. */
export type ProjectKind = 'web' | 'library' | 'other';

const web = 'microsoft.net.sdk.web';
const libraries = ['microsoft.net.sdk', 'microsoft.net.sdk.razor'];

/** The SDKs that a project file names: as an attribute, an element or an import; without their versions. */
function sdksOf(root: XmlElement): string[] {
  const named = [
    attributeOf(root, 'Sdk'),
    ...root.children.filter((child) => child.name === 'Sdk').map((child) => attributeOf(child, 'Name')),
    ...root.children.filter((child) => child.name === 'Import').map((child) => attributeOf(child, 'Sdk')),
  ];
  const sdks = named.flatMap((text) => (text ?? '').split(';')).map((sdk) => (sdk.split('/')[0] ?? '').trim());
  return [...new Set(sdks.filter((sdk) => sdk !== ''))];
}

/** The SDK that makes the project what it is. */
export const mainSdk = (root: XmlElement): string => sdksOf(root).find((sdk) => sdk.toLowerCase() === web) ?? sdksOf(root)[0] ?? '';

export function kindOf(root: XmlElement): ProjectKind {
  const elements = root.children.flatMap((group) => group.children);
  const property = (name: string) => elements.find((element) => element.name === name)?.text.toLowerCase();
  const isTest =
    property('IsTestProject') === 'true' ||
    elements.some((element) => /^Microsoft\.NET\.Test\.Sdk$/i.test(attributeOf(element, 'Include') ?? ''));
  if (isTest) return 'other';
  const sdk = mainSdk(root).toLowerCase();
  if (sdk === web) return 'web';
  return libraries.includes(sdk) && !/exe$/.test(property('OutputType') ?? '') ? 'library' : 'other';
}
