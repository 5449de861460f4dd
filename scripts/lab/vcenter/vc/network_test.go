package vc

import (
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

func (x *estate) switchConfig() *types.VMwareDVSConfigInfo {
	x.Helper()
	var s mo.DistributedVirtualSwitch
	x.props(x.sw.Reference(), &s, "config")
	return s.Config.(*types.VMwareDVSConfigInfo)
}

func TestSwitchKeepsWhatItIsGiven(t *testing.T) {
	x := start(t).estate()
	x.equal("type that clients ask for", x.sw.Reference().Type, "VmwareDistributedVirtualSwitch")
	c := x.switchConfig()
	x.equal("hosts", len(c.Host), 4)
	x.equal("MTU", c.MaxMtu, int32(1500))
	v := c.ConfigVersion
	x.ok(x.reconfigureSwitch(types.VMwareDVSConfigSpec{
		MaxMtu: 9000, LinkDiscoveryProtocolConfig: &types.LinkDiscoveryProtocolConfig{Protocol: "lldp", Operation: "both"},
		DVSConfigSpec: types.DVSConfigSpec{
			Name: "renamed", Description: "d", Contact: &types.DVSContactInfo{Name: "n"}, ConfigVersion: v,
			InfrastructureTrafficResourceConfig: []types.DvsHostInfrastructureTrafficResource{{Key: "vmotion", AllocationInfo: types.DvsHostInfrastructureTrafficResourceAllocation{Shares: &types.SharesInfo{Level: "low"}}}},
			Host:                                []types.DistributedVirtualSwitchHostMemberConfigSpec{member("edit", x.host("a1").Reference(), "vmnic2"), member("remove", x.host("b2").Reference())},
		},
	}))
	_, err := methods.EnableNetworkResourceManagement(x.ctx, x.c, &types.EnableNetworkResourceManagement{This: x.sw.Reference(), Enable: true})
	x.ok(err)
	c = x.switchConfig()
	x.equal("MTU", c.MaxMtu, int32(9000))
	x.equal("name", c.Name, "renamed")
	x.equal("discovery", c.LinkDiscoveryProtocolConfig.Protocol, "lldp")
	x.equal("multicast kept", c.MulticastFilteringMode, "snooping")
	x.equal("I/O control", c.NetworkResourceManagementEnabled, true)
	x.equal("hosts", len(c.Host), 3)
	x.equal("version counted up", c.ConfigVersion != v, true)
	for _, r := range c.InfrastructureTrafficResourceConfig {
		if r.Key == "vmotion" {
			x.equal("shares of a level", r.AllocationInfo.Shares.Shares, int32(25))
			x.equal("limit kept", *r.AllocationInfo.Limit, int64(-1))
		}
	}
	var h mo.HostSystem
	x.props(x.host("b2").Reference(), &h, "network")
	for _, n := range h.Network {
		x.equal("network of a host that left", n.Type, "Network")
	}
}

func TestPortGroupIsMerged(t *testing.T) {
	x := start(t).estate()
	pg := object.NewDistributedVirtualPortgroup(x.c.Client, x.net)
	x.done(pg.Reconfigure(x.ctx, types.DVPortgroupConfigSpec{Name: "renamed", DefaultPortConfig: &types.VMwareDVSPortSetting{
		SecurityPolicy: &types.DVSSecurityPolicy{AllowPromiscuous: &types.BoolPolicy{Value: types.NewBool(true)}},
	}}))
	var m mo.DistributedVirtualPortgroup
	x.props(x.net, &m)
	p := m.Config.DefaultPortConfig.(*types.VMwareDVSPortSetting)
	x.equal("name", m.Name, "renamed")
	x.equal("VLAN kept", p.Vlan.(*types.VmwareDistributedVirtualSwitchVlanIdSpec).VlanId, int32(100))
	x.equal("promiscuous", *p.SecurityPolicy.AllowPromiscuous.Value, true)
	x.equal("forged kept", *p.SecurityPolicy.ForgedTransmits.Value, false)
	n, err := x.find.Network(x.ctx, "renamed")
	x.ok(err)
	x.equal("found by its new name", n.Reference(), x.net)

	x.done(pg.Destroy(x.ctx))
	x.done(x.sw.Destroy(x.ctx))
	var h mo.HostSystem
	x.props(x.host("a1").Reference(), &h, "network")
	x.equal("networks left on the host", len(h.Network), 1)
}

func TestKernelAdapter(t *testing.T) {
	x := start(t).estate()
	x.ok(x.addVmk("a1", "10.0.0.1"))
	h := x.host("a1")
	n, err := h.ConfigManager().NetworkSystem(x.ctx)
	x.ok(err)
	m, err := h.ConfigManager().VirtualNicManager(x.ctx)
	x.ok(err)
	x.ok(m.SelectVnic(x.ctx, "vmotion", "vmk1"))
	x.ok(n.UpdateVirtualNic(x.ctx, "vmk1", types.HostVirtualNicSpec{Mtu: 9000}))
	var hs mo.HostSystem
	x.props(h.Reference(), &hs, "config")
	v := hs.Config.Network.Vnic[1]
	x.equal("MTU", v.Spec.Mtu, int32(9000))
	x.equal("address kept", v.Spec.Ip.IpAddress, "10.0.0.1")
	info, err := m.Info(x.ctx)
	x.ok(err)
	for _, c := range info.NetConfig {
		if c.NicType == "vmotion" {
			x.equal("service", c.SelectedVnic, []string{"vmotion.key-vim.host.VirtualNic-vmk1"})
		}
	}
	var other mo.HostSystem
	x.props(x.host("a2").Reference(), &other, "config.network.vnic")
	x.equal("another host's adapters", len(other.Config.Network.Vnic), 1)
	x.ok(n.RemoveVirtualNic(x.ctx, "vmk1"))
}
