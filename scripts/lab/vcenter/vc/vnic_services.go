package vc

import (
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// syncVnics copies the host's adapters to the three places in which vSphere shows them.
func (l *Lab) syncVnics(hs *simulator.HostSystem) {
	info := hs.Config.VirtualNicManagerInfo
	for i := range info.NetConfig {
		c := &info.NetConfig[i]
		c.CandidateVnic = nil
		for _, v := range hs.Config.Network.Vnic {
			v.Key = c.NicType + "." + v.Key
			c.CandidateVnic = append(c.CandidateVnic, v)
		}
	}
	get[*simulator.HostVirtualNicManager](l, *hs.ConfigManager.VirtualNicManager).Info = *info
	hs.Config.Vmotion = nil
}

// vnicManager marks an adapter for a service: vMotion, management, …
type vnicManager struct {
	*simulator.HostVirtualNicManager
	notEntity
	lab *Lab
}

func (m *vnicManager) mark(nicType, device string, on bool) fault {
	hs := get[*simulator.HostSystem](m.lab, m.Host.Self)
	if vnicOf(hs, device) == nil {
		return invalid("device")
	}
	for i := range hs.Config.VirtualNicManagerInfo.NetConfig {
		c := &hs.Config.VirtualNicManagerInfo.NetConfig[i]
		if c.NicType != nicType {
			continue
		}
		c.SelectedVnic = slices.DeleteFunc(c.SelectedVnic, func(s string) bool { return strings.HasSuffix(s, "-"+device) })
		if on {
			c.SelectedVnic = append(c.SelectedVnic, nicType+".key-vim.host.VirtualNic-"+device)
		}
		m.lab.syncVnics(hs)
		return nil
	}
	return invalid("nicType")
}

// SelectVnicForNicType turns a service on.
func (m *vnicManager) SelectVnicForNicType(_ *simulator.Context, req *types.SelectVnicForNicType) soap.HasFault {
	if f := m.mark(req.NicType, req.Device, true); f != nil {
		return &methods.SelectVnicForNicTypeBody{Fault_: refuse(f)}
	}
	return &methods.SelectVnicForNicTypeBody{Res: &types.SelectVnicForNicTypeResponse{}}
}

// DeselectVnicForNicType turns a service off.
func (m *vnicManager) DeselectVnicForNicType(_ *simulator.Context, req *types.DeselectVnicForNicType) soap.HasFault {
	if f := m.mark(req.NicType, req.Device, false); f != nil {
		return &methods.DeselectVnicForNicTypeBody{Fault_: refuse(f)}
	}
	return &methods.DeselectVnicForNicTypeBody{Res: &types.DeselectVnicForNicTypeResponse{}}
}
