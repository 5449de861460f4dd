package vc

import (
	"fmt"
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// checkMember: the host exists and answers, its cards exist, and no other switch holds them.
func (s *dvs) checkMember(m types.DistributedVirtualSwitchHostMemberConfigSpec, uplinks types.BaseDVSUplinkPortPolicy) fault {
	h := get[*simulator.HostSystem](s.lab, m.Host)
	if h == nil {
		return &types.ManagedObjectNotFound{Obj: m.Host}
	}
	member := slices.Contains(s.Summary.HostMember, m.Host)
	switch types.ConfigSpecOperation(m.Operation) {
	case types.ConfigSpecOperationAdd:
		if member {
			return &types.AlreadyExists{Name: h.Name}
		}
	case types.ConfigSpecOperationEdit, types.ConfigSpecOperationRemove:
		if !member {
			return &types.NotFound{}
		}
	}
	if m.Operation == string(types.ConfigSpecOperationRemove) {
		for _, ref := range s.Portgroup {
			if user := s.lab.userOf(ref, &m.Host); user != "" {
				return explained(&types.ResourceInUse{Type: "HostSystem", Name: h.Name}, "The host %s cannot leave the switch %s: %s is on its port group %s.", h.Name, s.Name, user, s.lab.nameOf(ref))
			}
		}
		return nil
	}
	if h.Runtime.ConnectionState != types.HostSystemConnectionStateConnected {
		return &types.HostNotConnected{}
	}
	b, _ := m.Backing.(*types.DistributedVirtualSwitchHostMemberPnicBacking)
	if b == nil {
		return nil
	}
	if p, ok := uplinks.(*types.DVSNameArrayUplinkPortPolicy); ok && len(b.PnicSpec) > len(p.UplinkPortName) {
		return explained(invalid("spec.host.backing"), "%s has %d cards for %d uplinks.", h.Name, len(b.PnicSpec), len(p.UplinkPortName))
	}
	for _, p := range b.PnicSpec {
		if !slices.ContainsFunc(h.Config.Network.Pnic, func(n types.PhysicalNic) bool { return n.Device == p.PnicDevice }) {
			return explained(invalid("spec.host.backing"), "The host %s has no card %s.", h.Name, p.PnicDevice)
		}
		if holder := s.lab.holderOf(h, p.PnicDevice, s.Self); holder != "" {
			return explained(&types.ResourceInUse{Type: "PhysicalNic", Name: p.PnicDevice}, "The card %s of %s is in use by %s.", p.PnicDevice, h.Name, holder)
		}
	}
	return nil
}

// holderOf names the other switch that a card belongs to.
func (l *Lab) holderOf(h *simulator.HostSystem, device string, self types.ManagedObjectReference) string {
	for _, v := range h.Config.Network.Vswitch {
		if slices.Contains(v.Pnic, "key-vim.host.PhysicalNic-"+device) {
			return v.Name
		}
	}
	for _, e := range l.Map.All("VmwareDistributedVirtualSwitch") {
		s := e.(*simulator.DistributedVirtualSwitch)
		if s.Self == self {
			continue
		}
		for _, m := range dvsConfig(s).Host {
			b, _ := m.Config.Backing.(*types.DistributedVirtualSwitchHostMemberPnicBacking)
			if *m.Config.Host == h.Self && b != nil && slices.ContainsFunc(b.PnicSpec, func(p types.DistributedVirtualSwitchHostMemberPnicSpec) bool { return p.PnicDevice == device }) {
				return fmt.Sprintf("the switch %s", s.Name)
			}
		}
	}
	return ""
}
