package vc

import (
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

func (x *estate) reconfigureSwitch(spec types.VMwareDVSConfigSpec) error {
	return x.outcome(x.sw.Reconfigure(x.ctx, &spec))
}

func (x *estate) addVmk(host, ip string) error {
	x.Helper()
	n, err := x.host(host).ConfigManager().NetworkSystem(x.ctx)
	x.ok(err)
	_, err = n.AddVirtualNic(x.ctx, "", types.HostVirtualNicSpec{
		Ip:                     &types.HostIpConfig{IpAddress: ip, SubnetMask: "255.255.255.0"},
		DistributedVirtualPort: &types.DistributedVirtualSwitchPortConnection{SwitchUuid: x.switchUUID(), PortgroupKey: x.net.Value},
	})
	return err
}

func (x *estate) switchUUID() string {
	x.Helper()
	var s mo.DistributedVirtualSwitch
	x.props(x.sw.Reference(), &s, "uuid")
	return s.Uuid
}

func TestNetworkRefusals(t *testing.T) {
	check(t, []refusal{
		{"switch with a taken name", &types.DuplicateName{}, func(x *estate) error { _, err := x.newSwitch("general"); return err }},
		{"card held by another switch", &types.ResourceInUse{}, func(x *estate) error { _, err := x.newSwitch("second", "a1"); return err }},
		{"card that the host has not", &types.InvalidArgument{}, func(x *estate) error {
			_, err := x.switchOn("second", []string{"vmnic9"}, "a1")
			return err
		}},
		{"more cards than uplinks", &types.InvalidArgument{}, func(x *estate) error {
			_, err := x.switchOn("second", []string{"vmnic0", "vmnic1", "vmnic2"}, "a1")
			return err
		}},
		{"host on the switch twice", &types.AlreadyExists{}, func(x *estate) error {
			return x.reconfigureSwitch(types.VMwareDVSConfigSpec{DVSConfigSpec: types.DVSConfigSpec{
				Host: []types.DistributedVirtualSwitchHostMemberConfigSpec{member("add", x.host("a1").Reference(), "vmnic2")},
			}})
		}},
		{"stale configuration version", &types.ConcurrentAccess{}, func(x *estate) error {
			return x.reconfigureSwitch(types.VMwareDVSConfigSpec{DVSConfigSpec: types.DVSConfigSpec{ConfigVersion: "99"}})
		}},
		{"MTU beyond 9000", &types.InvalidArgument{}, func(x *estate) error {
			return x.reconfigureSwitch(types.VMwareDVSConfigSpec{MaxMtu: 9001})
		}},
		{"uplink in use taken away", &types.ResourceInUse{}, func(x *estate) error {
			return x.reconfigureSwitch(types.VMwareDVSConfigSpec{DVSConfigSpec: types.DVSConfigSpec{
				UplinkPortPolicy: &types.DVSNameArrayUplinkPortPolicy{UplinkPortName: []string{"u1"}},
			}})
		}},
		{"host leaves with a VM kernel adapter on it", &types.ResourceInUse{}, func(x *estate) error {
			x.ok(x.addVmk("a1", "10.0.0.1"))
			return x.reconfigureSwitch(types.VMwareDVSConfigSpec{DVSConfigSpec: types.DVSConfigSpec{
				Host: []types.DistributedVirtualSwitchHostMemberConfigSpec{member("remove", x.host("a1").Reference())},
			}})
		}},
		{"switch version unknown to 8.0.3", &types.InvalidArgument{}, func(x *estate) error {
			return x.outcome(x.folders().NetworkFolder.CreateDVS(x.ctx, types.DVSCreateSpec{
				ConfigSpec: &types.VMwareDVSConfigSpec{DVSConfigSpec: types.DVSConfigSpec{Name: "new"}}, ProductInfo: &types.DistributedVirtualSwitchProductSpec{Version: "9.0.0"},
			}))
		}},
		{"port group with a taken name", &types.DuplicateName{}, func(x *estate) error { _, err := x.newPortgroup(x.sw, "servers", 1); return err }},
		{"VLAN 4095", &types.InvalidArgument{}, func(x *estate) error { _, err := x.newPortgroup(x.sw, "p", 4095); return err }},
		{"port group in use destroyed", &types.ResourceInUse{}, func(x *estate) error {
			x.vm("v", 1024, false)
			return x.outcome(object.NewDistributedVirtualPortgroup(x.c.Client, x.net).Destroy(x.ctx))
		}},
		{"switch in use destroyed", &types.ResourceInUse{}, func(x *estate) error {
			x.ok(x.addVmk("a1", "10.0.0.1"))
			return x.outcome(x.sw.Destroy(x.ctx))
		}},
		{"address taken on the host", &types.AlreadyExists{}, func(x *estate) error {
			x.ok(x.addVmk("a1", "10.0.0.1"))
			return x.addVmk("a1", "10.0.0.1")
		}},
		{"last management adapter removed", &types.ResourceInUse{}, func(x *estate) error {
			n, err := x.host("a1").ConfigManager().NetworkSystem(x.ctx)
			x.ok(err)
			return n.RemoveVirtualNic(x.ctx, "vmk0")
		}},
		{"service that does not exist", &types.InvalidArgument{}, func(x *estate) error {
			m, err := x.host("a1").ConfigManager().VirtualNicManager(x.ctx)
			x.ok(err)
			return m.SelectVnic(x.ctx, "teleport", "vmk0")
		}},
		{"switch asked for by an unknown key", &types.NotFound{}, func(x *estate) error {
			_, err := methods.QueryDvsByUuid(x.ctx, x.c, &types.QueryDvsByUuid{This: *x.c.ServiceContent.DvSwitchManager, Uuid: "no"})
			return err
		}},
	})
}
