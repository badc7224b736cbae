import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { UserError } from '../../src/knowledge/types.js';
import { addPackage, type PackageWish } from '../../src/plan/edit/edit-project-file.js';
import { applyEdits } from '../../src/plan/edit/text-edits.js';
import { readXml } from '../../src/scan/msbuild/read-xml.js';
import type { PackageReference } from '../../src/scan/project.js';
import { source } from './source.js';

const wish: PackageWish = { id: 'New.Package', versions: { 'net8.0': '8.0.20', 'net10.0': '10.0.15' }, allow: '>=8.0.0 <11' };

interface Options {
  central?: string;
  frameworks?: string[];
  packages?: PackageReference[];
  /** Versions that other files state centrally. */
  stated?: PackageReference[];
  wish?: Partial<PackageWish>;
}

/** The files after the edits, and the steps that are left. */
function add(text: string, { central, frameworks = ['net10.0'], packages = [], stated = [], wish: change }: Options = {}) {
  const project = source('Site.csproj', text);
  const props = central === undefined ? undefined : source('../Directory.Packages.props', central);
  const result = addPackage(
    { project, ...(props ? { central: props } : {}) },
    { ...wish, ...change },
    { targetFrameworks: frameworks, packages, centralVersions: stated },
  );
  return { text: applyEdits(text, result.project), central: props && applyEdits(props.text, result.central), steps: result.steps };
}

const sdk = '<Project Sdk="Microsoft.NET.Sdk.Web">';
const reference = '<PackageReference Include="New.Package" Version="10.0.15" />';

describe('a package is added behind the last one of the first group without a condition', () => {
  test.each([
    [
      'with the indentation of its neighbours',
      `${sdk}\n\n  <!-- keep -->\n  <ItemGroup>\n    <PackageReference Include="A" Version="1" />\n  </ItemGroup>\n\n</Project>\n`,
      `${sdk}\n\n  <!-- keep -->\n  <ItemGroup>\n    <PackageReference Include="A" Version="1" />\n    ${reference}\n  </ItemGroup>\n\n</Project>\n`,
    ],
    [
      'with tabs and carriage returns',
      `${sdk}\r\n\t<ItemGroup>\r\n\t\t<PackageReference Include="A" Version="1"/>\r\n\t</ItemGroup>\r\n</Project>`,
      `${sdk}\r\n\t<ItemGroup>\r\n\t\t<PackageReference Include="A" Version="1"/>\r\n\t\t${reference.replace(' />', '/>')}\r\n\t</ItemGroup>\r\n</Project>`,
    ],
    [
      'behind the comment of the last one',
      `${sdk}\n  <ItemGroup>\n    <PackageReference Include="A" Version="1" /> <!-- why -->\n  </ItemGroup>\n</Project>\n`,
      `${sdk}\n  <ItemGroup>\n    <PackageReference Include="A" Version="1" /> <!-- why -->\n    ${reference}\n  </ItemGroup>\n</Project>\n`,
    ],
    [
      'behind one with children',
      `${sdk}\n  <ItemGroup>\n    <PackageReference Include="A">\n      <Version>1</Version>\n    </PackageReference>\n  </ItemGroup>\n</Project>\n`,
      `${sdk}\n  <ItemGroup>\n    <PackageReference Include="A">\n      <Version>1</Version>\n    </PackageReference>\n    ${reference}\n  </ItemGroup>\n</Project>\n`,
    ],
    [
      'not in a group with a condition, nor in one without packages',
      `${sdk}\n  <ItemGroup Condition="'$(X)' == 'y'">\n    <PackageReference Include="A" Version="1" />\n  </ItemGroup>\n  <ItemGroup>\n    <Compile Remove="x" />\n  </ItemGroup>\n  <ItemGroup Label="p">\n    <PackageReference Include="B" Version="1" />\n  </ItemGroup>\n</Project>\n`,
      `${sdk}\n  <ItemGroup Condition="'$(X)' == 'y'">\n    <PackageReference Include="A" Version="1" />\n  </ItemGroup>\n  <ItemGroup>\n    <Compile Remove="x" />\n  </ItemGroup>\n  <ItemGroup Label="p">\n    <PackageReference Include="B" Version="1" />\n    ${reference}\n  </ItemGroup>\n</Project>\n`,
    ],
    [
      'on one line where everything is',
      `${sdk}<ItemGroup><PackageReference Include="A" Version="1"/></ItemGroup></Project>`,
      `${sdk}<ItemGroup><PackageReference Include="A" Version="1"/>${reference.replace(' />', '/>')}</ItemGroup></Project>`,
    ],
  ])('%s', (_, before, after) => expect(add(before)).toEqual({ text: after, central: undefined, steps: [] }));
});

describe('without such a group a new one is added at the end', () => {
  test.each([
    [
      'set apart by blank lines where the others are',
      `${sdk}\n\n  <PropertyGroup />\n\n</Project>\n`,
      `${sdk}\n\n  <PropertyGroup />\n\n  <ItemGroup>\n    ${reference}\n  </ItemGroup>\n\n</Project>\n`,
    ],
    [
      'set apart from the one before',
      `${sdk}\n  <PropertyGroup />\n\n  <Target />\n</Project>\n`,
      `${sdk}\n  <PropertyGroup />\n\n  <Target />\n\n  <ItemGroup>\n    ${reference}\n  </ItemGroup>\n</Project>\n`,
    ],
    [
      'without blank lines where there are none',
      `${sdk}\r\n\t<PropertyGroup />\r\n</Project>`,
      `${sdk}\r\n\t<PropertyGroup />\r\n\t<ItemGroup>\r\n\t\t${reference}\r\n\t</ItemGroup>\r\n</Project>`,
    ],
    ['on one line', `${sdk}<PropertyGroup /></Project>`, `${sdk}<PropertyGroup /><ItemGroup>${reference}</ItemGroup></Project>`],
  ])('%s', (_, before, after) => expect(add(before)).toEqual({ text: after, central: undefined, steps: [] }));
});

const withReference = (item: string, group = '<ItemGroup>'): string => `${sdk}\n  ${group}\n    ${item}\n  </ItemGroup>\n</Project>\n`;

describe('a package that is there', () => {
  test.each([
    ['in the allowed range is left alone', '<PackageReference Include="New.Package" Version="10.0.1" />', undefined],
    ['is found whatever its case', '<packagereference include="new.package" version="9.0.0"/>', undefined],
    [
      'below it is raised in its attribute',
      "<PackageReference Version='7.0.1' Include='New.Package' />",
      "<PackageReference Version='10.0.15' Include='New.Package' />",
    ],
    [
      'below it is raised in its element',
      '<PackageReference Include="New.Package"><Version> 7.0.1 </Version></PackageReference>',
      '<PackageReference Include="New.Package"><Version> 10.0.15 </Version></PackageReference>',
    ],
  ])('%s', (_, before, after) =>
    expect(add(withReference(before))).toEqual({ text: withReference(after ?? before), central: undefined, steps: [] }),
  );

  test.each([
    ['above the range', '<PackageReference Include="New.Package" Version="11.0.0" />'],
    ['with a condition', '<PackageReference Include="New.Package" Version="7.0.0" Condition="Exists(\'x\')" />'],
    ['only updated', '<PackageReference Update="New.Package" Version="7.0.0" />'],
    ['removed', '<PackageReference Remove="New.Package" />'],
    ['in a list', '<PackageReference Include="A;New.Package" Version="7.0.0" />'],
    ['with a property that nobody resolved', '<PackageReference Include="New.Package" Version="$(V)" />'],
    ['with a version twice', '<PackageReference Include="New.Package" Version="7.0.0"><Version>7.0.1</Version></PackageReference>'],
    ['without a version', '<PackageReference Include="New.Package" />'],
    ['twice', '<PackageReference Include="New.Package" Version="7.0.0" /><PackageReference Include="New.Package" Version="7.0.0" />'],
    ['with a range', '<PackageReference Include="New.Package" Version="[7.0,8.0)" />'],
  ])('%s is left alone, and the step has the exact line', (_, item) => {
    const { text, steps } = add(withReference(item));
    expect(text).toBe(withReference(item));
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({ code: 'package-by-hand', lines: { file: 'Site.csproj', text: reference } });
  });

  it('in a group with another condition, in <Choose> or in a target is left alone', () => {
    for (const group of [
      `<ItemGroup Condition="'$(Configuration)' == 'Debug'">`,
      '<Choose><When Condition="true"><ItemGroup>',
      '<Target Name="t"><ItemGroup>',
    ]) {
      const end = group.startsWith('<Choose')
        ? '</ItemGroup></When></Choose>'
        : group.startsWith('<Target')
          ? '</ItemGroup></Target>'
          : '</ItemGroup>';
      const text = `${sdk}\n  ${group}<PackageReference Include="New.Package" Version="7.0.0" />${end}\n</Project>`;
      const result = add(text);
      expect([result.text, result.steps.length]).toEqual([text, 1]);
    }
  });

  it('for all frameworks and for one of them again is left alone', () => {
    const text = `${sdk}\n  <ItemGroup><PackageReference Include="New.Package" Version="7.0.0" /></ItemGroup>\n  <ItemGroup Condition="'$(TargetFramework)' == 'net10.0'"><PackageReference Include="New.Package" Version="7.0.0" /></ItemGroup>\n</Project>`;
    const result = add(text);
    expect([result.text, result.steps.length]).toEqual([text, 1]);
  });

  it('with a property that was resolved is judged by it, and never edited', () => {
    const text = withReference('<PackageReference Include="New.Package" Version="$(V)" />');
    const known = (version: string) => ({ packages: [{ id: 'New.Package', version, file: 'Site.csproj', line: 3 }] });
    expect(add(text, known('10.0.0'))).toEqual({ text, central: undefined, steps: [] });
    expect(add(text, known('7.0.0')).steps).toHaveLength(1);
  });

  it('in Directory.Build.props counts', () => {
    const text = withReference('<PackageReference Include="A" Version="1" />');
    const known = (version: string) => ({ packages: [{ id: 'new.package', version, file: '../Directory.Build.props', line: 7 }] });
    expect(add(text, known('10.0.0'))).toEqual({ text, central: undefined, steps: [] });
    const { text: after, steps } = add(text, known('7.0.0'));
    expect(after).toBe(text);
    expect(steps[0]?.text).toContain('../Directory.Build.props:7 already has version 7.0.0');
  });
});

describe('several target frameworks', () => {
  const both = { frameworks: ['net8.0', 'net10.0'] };
  const plain = `${sdk}\n  <ItemGroup>\n    <PackageReference Include="A" Version="1" />\n  </ItemGroup>\n</Project>\n`;

  it('with different versions get a group each, once', () => {
    const { text, steps } = add(plain, both);
    expect(steps).toEqual([]);
    expect(text).toBe(
      plain.replace(
        '</Project>',
        `  <ItemGroup Condition="'$(TargetFramework)' == 'net8.0'">\n    <PackageReference Include="New.Package" Version="8.0.20" />\n  </ItemGroup>\n` +
          `  <ItemGroup Condition="'$(TargetFramework)' == 'net10.0'">\n    ${reference}\n  </ItemGroup>\n</Project>`,
      ),
    );
    expect(add(text, both)).toEqual({ text, central: undefined, steps: [] });
    // The next package joins the groups.
    const next = add(text, { ...both, wish: { id: 'Next' } });
    expect(next.text.match(/<ItemGroup/g)).toHaveLength(3);
    expect(next.text).toContain(`${reference}\n    <PackageReference Include="Next" Version="10.0.15" />`);
  });

  it('with the same version get one reference', () => {
    expect(add(plain, { ...both, wish: { versions: { 'net8.0': '1.4.0' }, allow: '>=1.3.0' } }).text).toContain(
      'Version="1" />\n    <PackageReference Include="New.Package" Version="1.4.0" />',
    );
  });

  it('of which one has no version: it is said, and the other gets its own', () => {
    const { text, steps } = add(plain, { frameworks: ['netstandard2.0', 'net10.0'] });
    expect(text).toContain(`<ItemGroup Condition="'$(TargetFramework)' == 'net10.0'">\n    ${reference}`);
    expect(steps).toHaveLength(1);
    expect(steps[0]).toMatchObject({ code: 'package-version-unknown' });
    expect(steps[0]?.text).toMatch(/netstandard2\.0.*net8\.0, net10\.0/);
  });

  it('of which only one has the package: the other gets it', () => {
    const before = withReference(
      '<PackageReference Include="New.Package" Version="8.0.1" />',
      `<ItemGroup Condition="'$(TargetFramework)' == 'net8.0'">`,
    );
    expect(add(before, both).text).toContain(`'net10.0'">\n    ${reference}`);
  });

  it('that need different versions, and one reference for all that is too low: by hand', () => {
    const before = withReference('<PackageReference Include="New.Package" Version="7.0.1" />');
    const { text, steps } = add(before, both);
    expect(text).toBe(before);
    expect(steps[0]?.lines?.text).toContain(`Version="8.0.20" Condition="'$(TargetFramework)' == 'net8.0'"`);
  });
});

it('a framework without a version is a step, and nothing is written', () => {
  const before = withReference('<PackageReference Include="A" Version="1" />');
  for (const frameworks of [['net7.0'], []]) {
    const { text, steps } = add(before, { frameworks });
    expect([text, steps.map(({ code }) => code)]).toEqual([before, ['package-version-unknown']]);
  }
});

describe('central package management', () => {
  const props =
    '<Project>\n  <PropertyGroup>\n    <ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>\n  </PropertyGroup>\n  <ItemGroup>\n    <PackageVersion Include="A" Version="1" />\n  </ItemGroup>\n</Project>\n';
  const project = withReference('<PackageReference Include="A" />');
  const version = '<PackageVersion Include="New.Package" Version="10.0.15" />';
  const withVersion = (item: string): string => props.replace('Version="1" />', `Version="1" />\n    ${item}`);

  it('the version goes into Directory.Packages.props, the reference into the project', () => {
    expect(add(project, { central: props })).toEqual({
      text: project.replace('"A" />', '"A" />\n    <PackageReference Include="New.Package" />'),
      central: withVersion(version),
      steps: [],
    });
  });

  it('what is there stays, what is too low is raised', () => {
    const referenced = withReference('<PackageReference Include="New.Package" />');
    expect(add(referenced, { central: withVersion(version) })).toEqual({ text: referenced, central: withVersion(version), steps: [] });
    expect(add(referenced, { central: withVersion(version.replace('10.0.15', '7.0.0')) })).toEqual({
      text: referenced,
      central: withVersion(version),
      steps: [],
    });
    expect(add(project, { central: withVersion(version) }).text).toContain('<PackageReference Include="New.Package" />');
  });

  it('different versions get a group each, and the project one reference', () => {
    const { text, central, steps } = add(project, { central: props, frameworks: ['net8.0', 'net10.0'] });
    expect(steps).toEqual([]);
    expect(text.match(/New\.Package/g)).toHaveLength(1);
    expect(central?.match(/<PackageVersion Include="New\.Package"/g)).toHaveLength(2);
  });

  test.each([
    ['a version in the project', withReference('<PackageReference Include="New.Package" Version="7.0.0" />'), props],
    ['an override that is too low', withReference('<PackageReference Include="New.Package" VersionOverride="7.0.0" />'), props],
    ['a version with a condition', project, withVersion('<PackageVersion Include="New.Package" Version="7.0.0" Condition="true" />')],
  ])('%s: neither file changes, and the steps have both lines', (_, before, central) => {
    const result = add(before, { central });
    expect([result.text, result.central]).toEqual([before, central]);
    expect(result.steps.map(({ lines }) => lines)).toEqual([
      { file: '../Directory.Packages.props', text: version },
      { file: 'Site.csproj', text: '<PackageReference Include="New.Package" />' },
    ]);
  });

  const imported = (found: string): Options => ({
    central: props,
    stated: [{ id: 'new.package', version: found, file: '../eng/Versions.props', line: 7 }],
  });

  it('a version that an imported file states is not stated a second time', () => {
    expect(add(project, imported('10.0.2'))).toEqual({
      text: project.replace('"A" />', '"A" />\n    <PackageReference Include="New.Package" />'),
      central: props,
      steps: [],
    });
  });

  it('a version in an imported file that is too low is for the user to raise, there', () => {
    const { text, central, steps } = add(project, imported('7.0.0'));
    expect([text, central]).toEqual([project, props]);
    expect(steps[0]?.text).toContain('../eng/Versions.props:7 states 7.0.0');
    expect(steps[0]?.lines).toEqual({ file: '../eng/Versions.props', text: version });
  });

  it('a file of versions that has another name is read, and not written', () => {
    const result = addPackage({ project: source('Site.csproj', project), central: source('../Versions.props', props) }, wish, {
      targetFrameworks: ['net10.0'],
      packages: [],
      centralVersions: [],
    });
    expect([result.project, result.central]).toEqual([[], []]);
    expect(result.steps[0]?.lines).toEqual({ file: '../Versions.props', text: version });
  });

  it('an override in the allowed range is left alone', () => {
    const before = withReference('<PackageReference Include="New.Package" VersionOverride="10.0.0" />');
    expect(add(before, { central: props })).toEqual({ text: before, central: props, steps: [] });
  });
});

test('a malformed project file is an error with its place', () => {
  expect(() => add('<Project>\n  <ItemGroup>\n</Project>')).toThrow(/Site\.csproj:\d+:\d+/);
  expect(() => add('<Project>\n  <ItemGroup>\n</Project>')).toThrow(UserError);
});

describe('whatever the project file looks like', () => {
  const space = fc.constantFrom('', ' ', '\n', '\r\n', '\n\n', '\n  ', '\r\n\t', '\n    ', '\r\n\r\n  ');
  const comment = fc.constantFrom('', '<!-- ä 😀 <PackageReference Include="New.Package" Version="1" /> -->', '<!--\r\n-->');
  const item = fc.constantFrom(
    '<PackageReference Include="A" Version="1" />',
    '<PackageReference  Include = "B"\r\n  Version=\'2\'/>',
    '<PackageReference Include="C"><Version>3</Version></PackageReference>',
    '<Compile Remove="x;y" />',
    '<PackageReference Include="New.Package" Version="7.0.0"/>',
    '<PackageReference Include="New.Package" Version="10.0.0"></PackageReference>',
  );
  const mixed = (of: fc.Arbitrary<string>, max: number): fc.Arbitrary<string> =>
    fc
      .array(fc.tuple(space, comment, space, of), { maxLength: max })
      .chain((parts) => fc.tuple(space, comment, space).map((last) => parts.flat().join('') + last.join('')));
  const group = fc
    .tuple(
      fc.constantFrom('<ItemGroup>', `<ItemGroup Condition="'$(TargetFramework)' == 'net10.0'">`, '<ItemGroup Condition="false">'),
      mixed(item, 3),
    )
    .map(([open, inner]) => `${open}${inner}</ItemGroup>`);
  const files = mixed(fc.oneof(group, fc.constantFrom('<PropertyGroup><X>1</X></PropertyGroup>', '<ItemGroup/>')), 4).map(
    (inner) => `<Project Sdk="x">${inner}</Project>\n`,
  );

  it('an edit only inserts or raises a version, the result is well-formed, has the package once, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(files, (text) => {
        const project = source('Site.csproj', text);
        const result = addPackage({ project }, wish, { targetFrameworks: ['net10.0'], packages: [], centralVersions: [] });
        const after = applyEdits(text, result.project);
        expect(readXml(after).problem).toBeUndefined();
        for (const { offset, remove, insert } of result.project) {
          expect([0, '7.0.0'.length]).toContain(remove);
          if (remove > 0) expect([text.slice(offset, offset + remove), insert]).toEqual(['7.0.0', '10.0.15']);
          else
            expect(insert.trim()).toMatch(
              /^(<ItemGroup>\s*)?<PackageReference Include="New\.Package" Version="10\.0\.15" ?\/>(\s*<\/ItemGroup>)?$/,
            );
        }
        if (result.steps.length > 0) expect(after).toBe(text);
        else
          expect(
            addPackage({ project: source('Site.csproj', after) }, wish, {
              targetFrameworks: ['net10.0'],
              packages: [],
              centralVersions: [],
            }),
          ).toEqual({
            project: [],
            central: [],
            steps: [],
          });
      }),
      { numRuns: 500 },
    );
  });
});
