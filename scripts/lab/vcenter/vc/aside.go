package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// setAside is what an operator does before he dissolves the cluster that vCenter's own
// machine runs in: one host is emptied and leaves the cluster, and the machine goes to it.
func (l *Lab) setAside(machine, hostName string) string {
	ref, f := l.hostNamed(hostName)
	if f != nil {
		return say(f)
	}
	h := get[*simulator.HostSystem](l, ref)
	for _, e := range l.Map.All("VirtualMachine") {
		if vm := e.(*simulator.VirtualMachine); vm.Name == machine {
			if f := l.takeOut(h); f != nil {
				return say(f)
			}
			pool := *l.compute(*h.Parent).ResourcePool
			if f := l.relocate(l.ctx, vm, types.VirtualMachineRelocateSpec{Host: &h.Self, Pool: &pool}); f != nil {
				return say(f)
			}
			return ""
		}
	}
	return "there is no machine " + machine
}

// takeOut puts a host into maintenance mode, moves it out of its cluster, and lets it work again.
func (l *Lab) takeOut(h *simulator.HostSystem) fault {
	if h.Parent.Type != "ClusterComputeResource" {
		return nil
	}
	if f := l.evacuate(h, true); f != nil {
		return f
	}
	h.Runtime.InMaintenanceMode = true
	f := l.leaveForFolder(l.ctx, h, get[*simulator.Folder](l, l.dc.HostFolder))
	h.Runtime.InMaintenanceMode = false
	l.recount(*h.Parent)
	return f
}
