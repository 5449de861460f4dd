/** What the check itself refuses before any rule of the domain is judged: the texts that `cordee explain` prints. */
import type { Rule } from './rules/rule';

/** A rule as people read it. */
export type RuleText = Pick<Rule, 'id' | 'severity' | 'title' | 'reason' | 'source' | 'waivable'>;

const OWN = 'Our own decision; DECISIONS.md.';

export const builtInRules: readonly RuleText[] = [
  {
    id: 'yaml-syntax',
    severity: 'error',
    title: 'A file is valid YAML, with one document and no key twice.',
    reason:
      'What cannot be read cannot be judged. A key that stands twice is refused because readers keep one of the two silently, and people look at the other.',
    source: 'YAML 1.2.2, sections 3.2.1.3 (unique keys) and 6.1 (no tabs as indentation).',
  },
  {
    id: 'yaml-plain',
    severity: 'error',
    title: 'A file uses plain maps, lists and values: no anchors, aliases, merge keys, tags or directives.',
    reason:
      'They make a value depend on another place of the file, so that an edit changes more than the line it is on, and a finding cannot point at one place.',
    source: OWN,
  },
  {
    id: 'file-name',
    severity: 'error',
    title: 'A file is named after what it describes: `<collection>.yaml`, or `<collection>/<key>.yaml`.',
    reason:
      'The name of a file is the key of its entity, and keys become addresses in Terraform. A file that is passed over because of its name would be the worst of surprises.',
    source: OWN,
  },
  {
    id: 'missing-file',
    severity: 'error',
    title: 'What an estate has exactly one of is described.',
    reason: '`estate.yaml`, `storage.yaml`, `energy.yaml` and `costs.yaml` hold what no default could guess.',
    source: OWN,
  },
  {
    id: 'key-shape',
    severity: 'error',
    title: 'A key is made of lower-case letters, digits and single hyphens, at most 40 characters.',
    reason:
      'Keys become Terraform addresses, names in vSphere and names in DNS; this is what all three accept. The title may be free text, and may change.',
    source: 'RFC 1123, section 2.1; Terraform language, Identifiers.',
  },
  {
    id: 'duplicate-entity',
    severity: 'error',
    title: 'An entity is described once.',
    reason: 'The same key in `tenants.yaml` and in `tenants/` would leave open which of the two holds.',
    source: OWN,
  },
  {
    id: 'schema',
    severity: 'error',
    title: 'Every field is known, present where it is needed, and of its form.',
    reason:
      'A misspelt field that is passed over silently means a default that nobody chose. Sizes, rates and durations carry their unit, so that nobody has to guess it.',
    source: 'The reference of all fields: config/schema/reference.md.',
  },
  {
    id: 'reference',
    severity: 'error',
    title: 'What a field names exists in the estate.',
    reason:
      'References are by key. Workloads and networks are named by their key within the same owner, or as `owner/key`; machines as `machines/key`.',
    source: 'The reference of all fields: config/schema/reference.md.',
  },
  {
    id: 'exception-idle',
    severity: 'warning',
    title: 'An exception accepts a finding that is there, of a rule that can be excepted.',
    reason:
      'An exception that silences nothing is forgotten, and silences the next real finding. Where its rule could not be judged, nothing is said of it.',
    source: OWN,
  },
  {
    id: 'register-missing',
    severity: 'error',
    title: 'An estate has its register of what holds data, `stateful.lock`.',
    reason:
      'Terraform forgets its safeguards together with the lines that are deleted. The register remembers what holds data, so that a deletion is seen even when its lines are gone.',
    source: OWN,
  },
  {
    id: 'stateful-vanished',
    severity: 'error',
    title: 'What holds data leaves the estate only by an approval that names it.',
    reason:
      'A deleted or renamed entry would be destroyed with its data by the next apply. An approval says what it is for (`leave`), and has a reason, an owner and an end; it stays readable in the history.',
    source: OWN,
  },
  {
    id: 'stateful-forgotten',
    severity: 'error',
    title: 'What the last output, the base branch or a state knows is not forgotten together with its line of the register.',
    reason:
      'Reverting a commit takes the files and the register back together, and both look whole: the next apply would destroy what was deployed in between. Local states and the last synth on a machine are compared at every synth, the register of a base branch with `--against`. A state in PostgreSQL cannot be read here: there `--against` is the safeguard.',
    source: OWN,
  },
  {
    id: 'stateful-returned',
    severity: 'error',
    title: 'What was let go as existing comes back only where its state still has it, or with an approval and an import.',
    reason:
      'Once let go, Terraform knows nothing of it and plans to make it a second time: a datastore on a disk that is full of data, a machine under a name that is taken.',
    source: 'Terraform language, removed blocks and import; vmware/vsphere, vsphere_vmfs_datastore.',
  },
  {
    id: 'stateful-in-use',
    severity: 'error',
    title: 'A role leaves one deployment after the last permission that grants it.',
    reason:
      'vCenter deletes no role that is granted. The stack of the roles comes before those of the tenants, so that it would stop every deployment at its beginning.',
    source: 'vSphere API, AuthorizationManager.RemoveAuthorizationRole (failIfUsed); vmware/vsphere, vsphere_role.',
  },
  {
    id: 'stateful-moved',
    severity: 'error',
    title: 'What holds data stays in its stack.',
    reason: 'Stacks have separate states: an entry that changes stack is destroyed in one and made anew, empty, in the other.',
    source: 'Terraform language, State; tried.',
  },
  {
    id: 'stateful-shrunk',
    severity: 'error',
    title: 'What holds data never shrinks.',
    reason: 'Data beyond the new end would be lost, and neither vSphere nor DataCore shrinks a disk: the provider would make a new one.',
    source: 'VMware vSphere: virtual disks only grow; DataCore SANsymphony: a virtual disk can only be enlarged.',
  },
  {
    id: 'stateful-unmirrored',
    severity: 'error',
    title: 'A mirror is given up only by an approval that names its volume.',
    reason: 'Without its mirror a volume is lost with its site, and with it every promise made to those whose data lie there.',
    source: OWN,
  },
  {
    id: 'stateful-changed',
    severity: 'error',
    title:
      'What makes an object that object does not change: the volume of a datastore, the LUN and pools of a volume, the unit of a disk, the template of a machine and the network of each of its cards, the name, the iSCSI name and the storage addresses of a host, the VLAN and subnet of a network under every host, the domain that marks the volumes.',
    reason:
      'With another volume a datastore is another datastore, with another unit the data disk becomes the one to boot from, a machine keeps what it was made from whatever the files say, its guest knows a card by the MAC address of its position and would meet another network on it, with another name a host is another host whose adapters are destroyed, another backend knows nothing of what exists, and with another domain every volume is marked as somebody else’s. Where such a change is prepared by hand, an approval `for: [change]` that names the key lets it pass.',
    source: 'vmware/vsphere: disks of a VMFS datastore; DataCore SANsymphony: serving and pools; Terraform language, Backends.',
  },
  {
    id: 'stateful-together',
    severity: 'error',
    title: 'Storage networks A and B, management and vMotion change one at a time, and so do the iSCSI names of hosts.',
    reason:
      'Every host stands on each of them, by the VLAN and subnet of the network and by its own address there. With one changed, hosts have another path and can still be reached; with two at once all paths are down everywhere, and nobody reaches the hosts to mend it.',
    source: 'VMware vSphere Storage, all paths down; our own decision.',
  },
  {
    id: 'stateful-uncarried',
    severity: 'error',
    title: 'A host keeps at least one card of each distributed switch when its cards change.',
    reason:
      'The provider hands a switch its new cards in one step. If all of them are other cards, or wrong ones, the host has lost its storage or its machines’ networks until somebody mends it at the console; with one that stays, it has not.',
    source: 'vmware/vsphere, vsphere_distributed_virtual_switch: host.devices; VMware vSphere Storage, all paths down; our own decision.',
  },
  {
    id: 'stateful-lowered',
    severity: 'error',
    title: 'The version of a distributed switch only goes up.',
    reason: 'vSphere upgrades a switch and never downgrades it: the apply would fail, or make another switch.',
    source: 'VMware vSphere Networking, upgrade a vSphere Distributed Switch.',
  },
  {
    id: 'stateful-restart',
    severity: 'error',
    title: 'A machine is stopped for a change of its shape only by an approval that names it.',
    reason:
      'Memory and up to eight processors are added while it runs. For less of them, more than eight processors or other sockets (an odd number of processors has others than an even one), the provider powers it off in the middle of an apply, and pulls the plug on one that is slow to stop.',
    source: 'vmware/vsphere, vsphere_virtual_machine: memory_hot_add_enabled, cpu_hot_add_enabled, num_cores_per_socket; tried.',
  },
  {
    id: 'register-malformed',
    severity: 'error',
    title: 'Every line of the register was written by Cordée.',
    reason: 'A conflict of a merge or a torn file must not look like a register that remembers nothing.',
    source: OWN,
  },
  {
    id: 'register-edited',
    severity: 'error',
    title: 'Nobody edits the register by hand.',
    reason:
      'Deleting an entry from an estate’s files and from the register together would let its data go unseen. After a merge of two branches `cordee synth --merged-register OURS THEIRS` makes the register of those of both.',
    source: OWN,
  },
  {
    id: 'approval-withdrawn',
    severity: 'warning',
    title: 'An approval stands in the files until what it lets go is gone.',
    reason:
      'The register keeps it with what leaves, because only the state knows when that is gone. Whoever takes it out of the files earlier expects that nothing is destroyed, and the next deployment would destroy it.',
    source: OWN,
  },
  {
    id: 'approval-idle',
    severity: 'warning',
    title: 'An approval names what is in the register.',
    reason: 'A misspelt key approves nothing, and an approval that nobody needs any more would approve the next deletion unseen.',
    source: OWN,
  },
];
