/** EVC modes of vSphere 8, from the least capable: a cluster’s mode is the baseline that every one of its hosts reaches. */
export const EVC_MODES: Readonly<Record<'intel' | 'amd', readonly string[]>> = {
  intel: [
    'intel-merom',
    'intel-penryn',
    'intel-nehalem',
    'intel-westmere',
    'intel-sandybridge',
    'intel-ivybridge',
    'intel-haswell',
    'intel-broadwell',
    'intel-skylake',
    'intel-cascadelake',
    'intel-icelake',
    'intel-sapphirerapids',
  ],
  amd: [
    'amd-rev-e',
    'amd-rev-f',
    'amd-greyhound-no3dnow',
    'amd-greyhound',
    'amd-bulldozer',
    'amd-piledriver',
    'amd-steamroller',
    'amd-zen',
    'amd-zen2',
    'amd-zen3',
    'amd-zen4',
  ],
};

export const vendorOf = (mode: string): 'intel' | 'amd' => (mode.startsWith('amd-') ? 'amd' : 'intel');

/** Place of the mode in its vendor’s list; -1 for one that vSphere does not know. */
export const rankOf = (mode: string): number => EVC_MODES[vendorOf(mode)].indexOf(mode);
