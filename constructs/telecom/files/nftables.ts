/** Building blocks of nftables files. */

export const addressSet = (name: string, subnets: readonly string[]): string => {
  const elements = subnets.length === 0 ? '' : ` elements = { ${[...new Set(subnets)].sort().join(', ')} };`;
  return `  set ${name} { type ipv4_addr; flags interval; auto-merge;${elements} }`;
};

export const table = (about: string, name: string, lines: readonly string[]): string =>
  [
    `# ${about}`,
    '# Generated from the estate: edits are lost. Loaded at once: nft -f.',
    `table ip ${name}`,
    `delete table ip ${name}`,
    `table ip ${name} {`,
    ...lines,
    '}',
    '',
  ].join('\n');
