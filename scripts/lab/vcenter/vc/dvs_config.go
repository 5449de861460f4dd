package vc

import (
	"fmt"
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// apply checks the whole specification and merges its settings; hosts come in applyHosts,
// after the switch has its place in the inventory.
func (s *dvs) apply(spec *types.VMwareDVSConfigSpec) fault {
	c := s.config()
	if spec.MaxMtu != 0 && (spec.MaxMtu < 1280 || spec.MaxMtu > 9000) {
		return explained(invalid("spec.maxMtu"), "The MTU %d is not between 1280 and 9000.", spec.MaxMtu)
	}
	if p, ok := spec.DefaultPortConfig.(*types.VMwareDVSPortSetting); ok {
		if f := checkVlan(p.Vlan); f != nil {
			return f
		}
	}
	if p, ok := spec.UplinkPortPolicy.(*types.DVSNameArrayUplinkPortPolicy); ok {
		if f := s.checkUplinks(p.UplinkPortName); f != nil {
			return f
		}
	}
	uplinks := spec.UplinkPortPolicy
	if uplinks == nil {
		uplinks = c.UplinkPortPolicy
	}
	for _, h := range spec.Host {
		if f := s.checkMember(h, uplinks); f != nil {
			return f
		}
	}
	name := c.Name
	merge(c, spec, "Host", "ConfigVersion", "PvlanConfigSpec", "LacpGroupConfig", "InfrastructureTrafficResourceConfig", "Contact")
	if spec.Contact != nil {
		c.Contact = *spec.Contact
	}
	c.Description = spec.Description
	if spec.SwitchIpAddress != "" {
		c.SwitchIpAddress = spec.SwitchIpAddress
	}
	for _, t := range spec.InfrastructureTrafficResourceConfig {
		mergeTraffic(c, t)
	}
	for _, p := range spec.PvlanConfigSpec {
		entry := p.PvlanEntry
		c.PvlanConfig = slices.DeleteFunc(slices.Clone(c.PvlanConfig), func(e types.VMwareDVSPvlanMapEntry) bool {
			return e.SecondaryVlanId == entry.SecondaryVlanId && e.PrimaryVlanId == entry.PrimaryVlanId
		})
		if p.Operation != string(types.ConfigSpecOperationRemove) {
			c.PvlanConfig = append(c.PvlanConfig, entry)
		}
	}
	if c.Name != name {
		s.lab.setName(s.DistributedVirtualSwitch, c.Name)
	}
	s.Summary.Description = c.Description
	return nil
}

// checkUplinks: an uplink that a host's card holds cannot be taken away.
func (s *dvs) checkUplinks(names []string) fault {
	for _, m := range s.config().Host {
		if b, ok := m.Config.Backing.(*types.DistributedVirtualSwitchHostMemberPnicBacking); ok && len(b.PnicSpec) > len(names) {
			return explained(&types.ResourceInUse{Type: "DistributedVirtualSwitchUplink", Name: s.Name},
				"The switch %s would keep %d uplinks, but %s has %d cards on it.", s.Name, len(names), s.lab.nameOf(*m.Config.Host), len(b.PnicSpec))
		}
	}
	return nil
}

func mergeTraffic(c *types.VMwareDVSConfigInfo, t types.DvsHostInfrastructureTrafficResource) {
	list := slices.Clone(c.InfrastructureTrafficResourceConfig)
	i := slices.IndexFunc(list, func(x types.DvsHostInfrastructureTrafficResource) bool { return x.Key == t.Key })
	if i < 0 {
		c.InfrastructureTrafficResourceConfig = append(list, t)
		return
	}
	a := list[i].AllocationInfo
	merge(&a, &t.AllocationInfo)
	if sh := a.Shares; sh != nil && sh.Level != types.SharesLevelCustom {
		a.Shares = &types.SharesInfo{Level: sh.Level, Shares: map[types.SharesLevel]int32{"low": 25, "normal": 50, "high": 100}[sh.Level]}
	}
	list[i].AllocationInfo = a
	c.InfrastructureTrafficResourceConfig = list
}

func defaultTraffic() (all []types.DvsHostInfrastructureTrafficResource) {
	for _, key := range []string{"management", "faultTolerance", "vmotion", "virtualMachine", "iSCSI", "nfs", "hbr", "vsan", "vdp", "backupNfc", "nvmetcp", "provisioning"} {
		level, shares := types.SharesLevelNormal, int32(50)
		if key == "virtualMachine" {
			level, shares = types.SharesLevelHigh, 100
		}
		all = append(all, types.DvsHostInfrastructureTrafficResource{Key: key, AllocationInfo: types.DvsHostInfrastructureTrafficResourceAllocation{
			Limit: types.NewInt64(-1), Reservation: types.NewInt64(0), Shares: &types.SharesInfo{Level: level, Shares: shares},
		}})
	}
	return all
}

// checkVlan: 0 to 4094; 4095 and beyond have no meaning on a distributed switch.
func checkVlan(v types.BaseVmwareDistributedVirtualSwitchVlanSpec) fault {
	switch t := v.(type) {
	case *types.VmwareDistributedVirtualSwitchVlanIdSpec:
		if t.VlanId < 0 || t.VlanId > 4094 {
			return explained(invalid("spec.defaultPortConfig.vlan.vlanId"), "The VLAN %d is not between 0 and 4094.", t.VlanId)
		}
	case *types.VmwareDistributedVirtualSwitchTrunkVlanSpec:
		for _, r := range t.VlanId {
			if r.Start < 0 || r.End > 4094 || r.Start > r.End {
				return explained(invalid("spec.defaultPortConfig.vlan.vlanId"), "The VLAN range %d to %d is not within 0 and 4094.", r.Start, r.End)
			}
		}
	}
	return nil
}

func defaultPorts() *types.VMwareDVSPortSetting {
	b := func(v bool) *types.BoolPolicy { return &types.BoolPolicy{Value: types.NewBool(v)} }
	n := func(v int64) *types.LongPolicy { return &types.LongPolicy{Value: v} }
	shaping := func() *types.DVSTrafficShapingPolicy {
		return &types.DVSTrafficShapingPolicy{Enabled: b(false), AverageBandwidth: n(100000000), PeakBandwidth: n(100000000), BurstSize: n(104857600)}
	}
	return &types.VMwareDVSPortSetting{
		DVPortSetting: types.DVPortSetting{
			Blocked: b(false), VmDirectPathGen2Allowed: b(false), InShapingPolicy: shaping(), OutShapingPolicy: shaping(),
			NetworkResourcePoolKey: &types.StringPolicy{Value: "-1"},
		},
		Vlan:   &types.VmwareDistributedVirtualSwitchVlanIdSpec{},
		QosTag: &types.IntPolicy{Value: -1},
		UplinkTeamingPolicy: &types.VmwareUplinkPortTeamingPolicy{
			Policy: &types.StringPolicy{Value: "loadbalance_srcid"}, ReversePolicy: b(true), NotifySwitches: b(true), RollingOrder: b(false),
			FailureCriteria: &types.DVSFailureCriteria{
				CheckSpeed: &types.StringPolicy{Value: "minimum"}, Speed: &types.IntPolicy{Value: 10}, CheckDuplex: b(false), FullDuplex: b(false),
				CheckErrorPercent: b(false), Percentage: &types.IntPolicy{}, CheckBeacon: b(false),
			},
			UplinkPortOrder: &types.VMwareUplinkPortOrderPolicy{ActiveUplinkPort: []string{"uplink1", "uplink2", "uplink3", "uplink4"}},
		},
		SecurityPolicy: &types.DVSSecurityPolicy{AllowPromiscuous: b(false), MacChanges: b(false), ForgedTransmits: b(false)},
		IpfixEnabled:   b(false), TxUplink: b(false),
		LacpPolicy: &types.VMwareUplinkLacpPolicy{Enable: b(false), Mode: &types.StringPolicy{Value: "passive"}},
	}
}

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
