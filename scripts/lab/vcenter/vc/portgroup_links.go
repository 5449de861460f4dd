package vc

import (
	"fmt"
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// addUplinkGroup: every switch has one for its uplinks.
func (s *dvs) addUplinkGroup(ctx *simulator.Context) {
	spec := types.DVPortgroupConfigSpec{
		Name: fmt.Sprintf("%s-DVUplinks-%s", s.Name, s.Self.Value[len("dvs-"):]), Type: "earlyBinding", NumPorts: 4,
		DefaultPortConfig: &types.VMwareDVSPortSetting{Vlan: &types.VmwareDistributedVirtualSwitchTrunkVlanSpec{VlanId: []types.NumericRange{{Start: 0, End: 4094}}}},
	}
	if ref, f := s.addPortgroup(ctx, spec); f == nil {
		pg := get[*simulator.DistributedVirtualPortgroup](s.lab, ref.(types.ManagedObjectReference))
		pg.Config.Uplink = types.NewBool(true)
		s.config().UplinkPortgroup = []types.ManagedObjectReference{pg.Self}
	}
}

func (l *Lab) removePortgroup(ctx *simulator.Context, pg *simulator.DistributedVirtualPortgroup) {
	s := get[*simulator.DistributedVirtualSwitch](l, *pg.Config.DistributedVirtualSwitch)
	same := func(r types.ManagedObjectReference) bool { return r == pg.Self }
	s.Portgroup = slices.DeleteFunc(slices.Clone(s.Portgroup), same)
	s.Summary.PortgroupName = slices.DeleteFunc(slices.Clone(s.Summary.PortgroupName), func(n string) bool { return n == pg.Name })
	for _, ref := range pg.Host {
		if h := get[*simulator.HostSystem](l, ref); h != nil {
			h.Network = slices.DeleteFunc(slices.Clone(h.Network), same)
			l.relist(*h.Parent)
		}
	}
	l.unlink(l.ctx, pg)
}

func (l *Lab) renamePortgroup(pg *simulator.DistributedVirtualPortgroup, name string) {
	if s := get[*simulator.DistributedVirtualSwitch](l, *pg.Config.DistributedVirtualSwitch); s != nil {
		names := slices.Clone(s.Summary.PortgroupName)
		if i := slices.Index(names, pg.Name); i >= 0 {
			names[i] = name
		}
		s.Summary.PortgroupName = names
	}
	pg.Name, pg.Config.Name = name, name
	pg.Summary = &types.NetworkSummary{Network: &pg.Self, Name: name, Accessible: true}
}

// userOf names a machine or adapter on the network; on one host, if given.
func (l *Lab) userOf(net types.ManagedObjectReference, at *types.ManagedObjectReference) string {
	for _, e := range l.Map.All("VirtualMachine") {
		vm := e.(*simulator.VirtualMachine)
		if slices.Contains(vm.Network, net) && (at == nil || *vm.Runtime.Host == *at) {
			return vm.Name
		}
	}
	for ref := range l.hosts {
		if at != nil && ref != *at {
			continue
		}
		h := get[*simulator.HostSystem](l, ref)
		for _, v := range h.Config.Network.Vnic {
			if p := v.Spec.DistributedVirtualPort; p != nil && p.PortgroupKey == net.Value {
				return fmt.Sprintf("%s of %s", v.Device, h.Name)
			}
		}
	}
	return ""
}
