package vc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/types"
)

// olderObject is one that the inventory brought: its kind and name, and how to find it.
type olderObject struct {
	kind, name string
	ref        types.ManagedObjectReference // of an adapter: its host
	role       int32
	device     string // of an adapter
}

func (l *Lab) remember(kind, name string, made result, f fault) fault {
	if f != nil {
		return f
	}
	o := olderObject{kind: kind, name: name}
	switch id := made.(type) {
	case types.ManagedObjectReference:
		o.ref = id
	case int32:
		o.role = id
	}
	l.older = append(l.older, o)
	return nil
}

func (l *Lab) olderRef(kind, name string) types.ManagedObjectReference {
	i := slices.IndexFunc(l.older, func(o olderObject) bool { return o.kind == kind && o.name == name })
	return l.older[i].ref
}

// existing says of each what it is now, with all that an estate which only reads it must leave alone. What is gone is left out.
func (l *Lab) existing() map[string]string {
	shown := map[string]string{}
	for _, o := range l.older {
		if text := l.shown(o); text != "" {
			shown[o.kind+" "+o.name] = text
		}
	}
	return shown
}

func (l *Lab) shown(o olderObject) string {
	if o.kind == "role" {
		for _, r := range l.authorization().RoleList {
			if r.RoleId == o.role {
				return fmt.Sprintf("%s (%d): %s", r.Name, r.RoleId, list(r.Privilege))
			}
		}
		return ""
	}
	if o.kind == "adapter" {
		v := vnicOf(get[*simulator.HostSystem](l, o.ref), o.device)
		if v == nil {
			return ""
		}
		on := types.ManagedObjectReference{Type: "DistributedVirtualPortgroup", Value: v.Spec.DistributedVirtualPort.PortgroupKey}
		return fmt.Sprintf("%s: %s/%s on %s, MTU %d", o.device, v.Spec.Ip.IpAddress, v.Spec.Ip.SubnetMask, l.nameOf(on), v.Spec.Mtu)
	}
	what := ""
	switch e := l.Map.Get(o.ref).(type) {
	case *simulator.ClusterComputeResource:
		what = l.shownCluster(e)
	case *simulator.DistributedVirtualSwitch:
		what = l.shownSwitch(e)
	case *simulator.DistributedVirtualPortgroup:
		vlan, _ := e.Config.DefaultPortConfig.(*types.VMwareDVSPortSetting).Vlan.(*types.VmwareDistributedVirtualSwitchVlanIdSpec)
		what = fmt.Sprintf("VLAN %d on %s", vlan.VlanId, l.nameOf(*e.Config.DistributedVirtualSwitch))
	case *simulator.Datastore:
		var hosts []string
		for _, m := range e.Host {
			hosts = append(hosts, l.nameOf(m.Key))
		}
		what = fmt.Sprintf("%d MiB on %s, mounted by %s", e.Summary.Capacity>>20, e.Info.(*types.VmfsDatastoreInfo).Vmfs.Extent[0].DiskName, list(hosts))
	case *simulator.Folder:
		var granted []string
		all := l.authorization().RetrieveEntityPermissions(l.ctx, &types.RetrieveEntityPermissions{Entity: e.Self}).(*methods.RetrieveEntityPermissionsBody)
		for _, p := range all.Res.Returnval {
			granted = append(granted, fmt.Sprintf("%s=%d", p.Principal, p.RoleId))
		}
		what = "in " + l.nameOf(*e.Parent) + ", granted to " + list(granted)
	default:
		return ""
	}
	return fmt.Sprintf("%s (%s): %s", l.nameOf(o.ref), o.ref.Value, what)
}

func (l *Lab) shownCluster(c *simulator.ClusterComputeResource) string {
	cfg := configOf(c)
	das, vm := cfg.DasConfig, cfg.DasConfig.DefaultVmSettings
	var hosts, heartbeat []string
	for _, ref := range c.Host {
		hosts = append(hosts, l.nameOf(ref))
	}
	for _, ref := range das.HeartbeatDatastore {
		heartbeat = append(heartbeat, l.nameOf(ref))
	}
	return fmt.Sprintf("EVC %s, HA %t (isolation %s, APD %s, PDL %s, heartbeats %s), DRS %t %s, DPM %t, hosts %s",
		c.Summary.(*types.ClusterComputeResourceSummary).CurrentEVCModeKey, on(das.Enabled), vm.IsolationResponse,
		vm.VmComponentProtectionSettings.VmStorageProtectionForAPD, vm.VmComponentProtectionSettings.VmStorageProtectionForPDL, list(heartbeat),
		on(cfg.DrsConfig.Enabled), cfg.DrsConfig.DefaultVmBehavior, on(cfg.DpmConfigInfo.Enabled), list(hosts))
}

func (l *Lab) shownSwitch(s *simulator.DistributedVirtualSwitch) string {
	cfg := dvsConfig(s)
	var members []string
	for _, m := range cfg.Host {
		b, _ := m.Config.Backing.(*types.DistributedVirtualSwitchHostMemberPnicBacking)
		var nics []string
		for _, p := range b.PnicSpec {
			nics = append(nics, p.PnicDevice)
		}
		members = append(members, fmt.Sprintf("%s (%s)", l.nameOf(*m.Config.Host), strings.Join(nics, " ")))
	}
	uplinks, _ := cfg.UplinkPortPolicy.(*types.DVSNameArrayUplinkPortPolicy)
	return fmt.Sprintf("version %s, MTU %d, uplinks %s, members %s", cfg.ProductInfo.Version, cfg.MaxMtu, strings.Join(uplinks.UplinkPortName, " "), list(members))
}

// list in the order of the words: what is the same is said in the same way.
func list(words []string) string {
	if len(words) == 0 {
		return "none"
	}
	sorted := slices.Sorted(slices.Values(words))
	return strings.Join(sorted, ", ")
}
