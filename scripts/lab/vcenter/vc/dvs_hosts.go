package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// applyHosts takes hosts in and out. checkMember has let them through.
func (s *dvs) applyHosts(spec *types.VMwareDVSConfigSpec) {
	for _, m := range spec.Host {
		switch types.ConfigSpecOperation(m.Operation) {
		case types.ConfigSpecOperationRemove:
			s.leave(m.Host)
		case types.ConfigSpecOperationEdit:
			for i, x := range s.config().Host {
				if *x.Config.Host == m.Host {
					hosts := slices.Clone(s.config().Host)
					hosts[i].Config = memberConfig(m)
					s.config().Host = hosts
				}
			}
		default:
			s.join(m)
		}
	}
}

func memberConfig(m types.DistributedVirtualSwitchHostMemberConfigSpec) types.DistributedVirtualSwitchHostMemberConfigInfo {
	c := types.DistributedVirtualSwitchHostMemberConfigInfo{Host: &m.Host, MaxProxySwitchPorts: 1536, Backing: m.Backing}
	if m.MaxProxySwitchPorts != 0 {
		c.MaxProxySwitchPorts = m.MaxProxySwitchPorts
	}
	if c.Backing == nil {
		c.Backing = &types.DistributedVirtualSwitchHostMemberPnicBacking{}
	}
	return c
}

func (s *dvs) join(m types.DistributedVirtualSwitchHostMemberConfigSpec) {
	l := s.lab
	s.config().Host = append(slices.Clone(s.config().Host), types.DistributedVirtualSwitchHostMember{Config: memberConfig(m), Status: "up"})
	s.Summary.HostMember = append(slices.Clone(s.Summary.HostMember), m.Host)
	s.Summary.NumHosts = int32(len(s.Summary.HostMember))
	h := get[*simulator.HostSystem](l, m.Host)
	h.Network = union(slices.Clone(h.Network), s.Portgroup)
	for _, ref := range s.Portgroup {
		pg := get[*simulator.DistributedVirtualPortgroup](l, ref)
		pg.Host = union(slices.Clone(pg.Host), []types.ManagedObjectReference{m.Host})
	}
	l.relist(*h.Parent)
}

func (s *dvs) leave(ref types.ManagedObjectReference) {
	l := s.lab
	same := func(r types.ManagedObjectReference) bool { return r == ref }
	s.config().Host = slices.DeleteFunc(slices.Clone(s.config().Host), func(m types.DistributedVirtualSwitchHostMember) bool { return *m.Config.Host == ref })
	s.Summary.HostMember = slices.DeleteFunc(slices.Clone(s.Summary.HostMember), same)
	s.Summary.NumHosts = int32(len(s.Summary.HostMember))
	h := get[*simulator.HostSystem](l, ref)
	h.Network = slices.DeleteFunc(slices.Clone(h.Network), func(r types.ManagedObjectReference) bool { return slices.Contains(s.Portgroup, r) })
	for _, r := range s.Portgroup {
		pg := get[*simulator.DistributedVirtualPortgroup](l, r)
		pg.Host = slices.DeleteFunc(slices.Clone(pg.Host), same)
	}
	l.relist(*h.Parent)
}
