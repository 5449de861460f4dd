package vc

import (
	"fmt"
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// hostNetwork adds VM kernel adapters on distributed port groups.
type hostNetwork struct {
	*simulator.HostNetworkSystem
	notEntity
	lab *Lab
}

func (n *hostNetwork) system() *simulator.HostSystem {
	return get[*simulator.HostSystem](n.lab, n.Host.Self)
}

// AddVirtualNic makes the next free vmk.
func (n *hostNetwork) AddVirtualNic(_ *simulator.Context, req *types.AddVirtualNic) soap.HasFault {
	body := &methods.AddVirtualNicBody{}
	hs := n.system()
	if f := n.check(hs, req.Nic, ""); f != nil {
		body.Fault_ = refuse(f)
		return body
	}
	dev := ""
	for i := 0; dev == ""; i++ {
		if d := fmt.Sprintf("vmk%d", i); vnicOf(hs, d) == nil {
			dev = d
		}
	}
	spec := req.Nic
	if spec.Mac == "" {
		spec.Mac = macOf(hs.Name+dev, "00:50:56")
	}
	if spec.Mtu == 0 {
		spec.Mtu = 1500
	}
	if spec.NetStackInstanceKey == "" {
		spec.NetStackInstanceKey = "defaultTcpipStack"
	}
	hs.Config.Network.Vnic = append(hs.Config.Network.Vnic, types.HostVirtualNic{
		Device: dev, Key: "key-vim.host.VirtualNic-" + dev, Portgroup: req.Portgroup, Spec: spec,
	})
	n.lab.syncVnics(hs)
	body.Res = &types.AddVirtualNicResponse{Returnval: dev}
	return body
}

// UpdateVirtualNic changes what is given.
func (n *hostNetwork) UpdateVirtualNic(_ *simulator.Context, req *types.UpdateVirtualNic) soap.HasFault {
	body := &methods.UpdateVirtualNicBody{}
	hs := n.system()
	v := vnicOf(hs, req.Device)
	if v == nil {
		body.Fault_ = refuse(&types.NotFound{})
		return body
	}
	if f := n.check(hs, req.Nic, req.Device); f != nil {
		body.Fault_ = refuse(f)
		return body
	}
	merge(&v.Spec, req.Nic)
	if req.Nic.Portgroup != "" {
		v.Portgroup, v.Spec.DistributedVirtualPort = req.Nic.Portgroup, nil
	} else if req.Nic.DistributedVirtualPort != nil {
		v.Portgroup, v.Spec.Portgroup = "", ""
	}
	n.lab.syncVnics(hs)
	body.Res = &types.UpdateVirtualNicResponse{}
	return body
}

// RemoveVirtualNic takes its services with it; the last management adapter stays.
func (n *hostNetwork) RemoveVirtualNic(_ *simulator.Context, req *types.RemoveVirtualNic) soap.HasFault {
	body := &methods.RemoveVirtualNicBody{}
	hs := n.system()
	if vnicOf(hs, req.Device) == nil {
		body.Fault_ = refuse(&types.NotFound{})
		return body
	}
	config := hs.Config.VirtualNicManagerInfo.NetConfig
	for i := range config {
		key := config[i].NicType + ".key-vim.host.VirtualNic-" + req.Device
		if config[i].NicType == "management" && len(config[i].SelectedVnic) == 1 && config[i].SelectedVnic[0] == key {
			body.Fault_ = refuse(explained(&types.ResourceInUse{Type: "HostVirtualNic", Name: req.Device}, "%s is the last management adapter of %s.", req.Device, hs.Name))
			return body
		}
		config[i].SelectedVnic = slices.DeleteFunc(config[i].SelectedVnic, func(s string) bool { return s == key })
	}
	hs.Config.Network.Vnic = slices.DeleteFunc(hs.Config.Network.Vnic, func(v types.HostVirtualNic) bool { return v.Device == req.Device })
	n.lab.syncVnics(hs)
	body.Res = &types.RemoveVirtualNicResponse{}
	return body
}

// check: the port group exists on a switch that the host is a member of, and the address is free on the host.
func (n *hostNetwork) check(hs *simulator.HostSystem, spec types.HostVirtualNicSpec, self string) fault {
	if p := spec.DistributedVirtualPort; p != nil {
		pg := get[*simulator.DistributedVirtualPortgroup](n.lab, types.ManagedObjectReference{Type: "DistributedVirtualPortgroup", Value: p.PortgroupKey})
		s := n.lab.switchByUUID(p.SwitchUuid)
		switch {
		case s == nil || pg == nil || *pg.Config.DistributedVirtualSwitch != s.Self:
			return &types.NotFound{}
		case !slices.Contains(s.Summary.HostMember, hs.Self):
			return explained(invalid("nic.distributedVirtualPort"), "%s is no member of the switch %s.", hs.Name, s.Name)
		}
	}
	if ip := spec.Ip; ip != nil && ip.IpAddress != "" {
		for _, v := range hs.Config.Network.Vnic {
			if v.Device != self && v.Spec.Ip != nil && v.Spec.Ip.IpAddress == ip.IpAddress {
				return explained(&types.AlreadyExists{Name: ip.IpAddress}, "The address %s is taken by %s of %s.", ip.IpAddress, v.Device, hs.Name)
			}
		}
	}
	return nil
}

func vnicOf(hs *simulator.HostSystem, device string) *types.HostVirtualNic {
	for i := range hs.Config.Network.Vnic {
		if hs.Config.Network.Vnic[i].Device == device {
			return &hs.Config.Network.Vnic[i]
		}
	}
	return nil
}
