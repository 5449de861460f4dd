package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/types"
)

// addSwitch makes a distributed switch with its members.
func (l *Lab) addSwitch(s Switch) fault {
	spec := &types.VMwareDVSConfigSpec{
		DVSConfigSpec: types.DVSConfigSpec{
			Name:             s.Name,
			UplinkPortPolicy: &types.DVSNameArrayUplinkPortPolicy{UplinkPortName: s.Uplinks},
			DefaultPortConfig: &types.VMwareDVSPortSetting{UplinkTeamingPolicy: &types.VmwareUplinkPortTeamingPolicy{
				UplinkPortOrder: &types.VMwareUplinkPortOrderPolicy{ActiveUplinkPort: s.Uplinks},
			}},
		},
		MaxMtu: s.Mtu,
	}
	for _, m := range s.Hosts {
		ref, f := l.hostNamed(m.Name)
		if f != nil {
			return f
		}
		backing := &types.DistributedVirtualSwitchHostMemberPnicBacking{}
		for _, nic := range m.Nics {
			backing.PnicSpec = append(backing.PnicSpec, types.DistributedVirtualSwitchHostMemberPnicSpec{PnicDevice: nic})
		}
		spec.Host = append(spec.Host, types.DistributedVirtualSwitchHostMemberConfigSpec{
			Operation: string(types.ConfigSpecOperationAdd), Host: ref, Backing: backing,
		})
	}
	req := types.CreateDVS_Task{Spec: types.DVSCreateSpec{ConfigSpec: spec, ProductInfo: &types.DistributedVirtualSwitchProductSpec{Version: s.Version}}}
	made, f := l.await(l.folderOf(l.dc.NetworkFolder).CreateDVSTask(l.ctx, &req).(*methods.CreateDVS_TaskBody).Res.Returnval)
	return l.remember("switch", s.Name, made, f)
}

func (l *Lab) addPortGroup(p PortGroup) fault {
	var on *dvs
	for _, e := range l.Map.All("VmwareDistributedVirtualSwitch") {
		if s := e.(*simulator.DistributedVirtualSwitch); s.Name == p.Switch {
			on = &dvs{DistributedVirtualSwitch: s, lab: l}
		}
	}
	if on == nil {
		return explained(&types.NotFound{}, "There is no switch %s.", p.Switch)
	}
	made, f := on.addPortgroup(l.ctx, types.DVPortgroupConfigSpec{
		Name:              p.Name,
		DefaultPortConfig: &types.VMwareDVSPortSetting{Vlan: &types.VmwareDistributedVirtualSwitchVlanIdSpec{VlanId: p.Vlan}},
	})
	return l.remember("port group", p.Name, made, f)
}

func (l *Lab) addAdapter(a Adapter) fault {
	ref, f := l.hostNamed(a.Host)
	if f != nil {
		return f
	}
	spec := types.HostVirtualNicSpec{Ip: &types.HostIpConfig{IpAddress: a.Address, SubnetMask: a.Mask}, Mtu: a.Mtu}
	for _, e := range l.Map.All("DistributedVirtualPortgroup") {
		if pg := e.(*simulator.DistributedVirtualPortgroup); pg.Name == a.PortGroup {
			on := get[*simulator.DistributedVirtualSwitch](l, *pg.Config.DistributedVirtualSwitch)
			spec.DistributedVirtualPort = &types.DistributedVirtualSwitchPortConnection{SwitchUuid: on.Uuid, PortgroupKey: pg.Key}
		}
	}
	if spec.DistributedVirtualPort == nil {
		return explained(&types.NotFound{}, "There is no port group %s.", a.PortGroup)
	}
	hs := get[*simulator.HostSystem](l, ref)
	network := &hostNetwork{HostNetworkSystem: get[*simulator.HostNetworkSystem](l, *hs.ConfigManager.NetworkSystem), lab: l}
	made := network.AddVirtualNic(l.ctx, &types.AddVirtualNic{Nic: spec}).(*methods.AddVirtualNicBody)
	if f := detailOf(made.Fault_); f != nil {
		return f
	}
	l.older = append(l.older, olderObject{kind: "adapter", name: a.name(), ref: ref, device: made.Res.Returnval})
	return nil
}
