package vc

import (
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// evcModes of vSphere 8 by vendor, from the least capable.
var evcModes = map[string][]string{
	"intel": {
		"intel-merom", "intel-penryn", "intel-nehalem", "intel-westmere", "intel-sandybridge", "intel-ivybridge",
		"intel-haswell", "intel-broadwell", "intel-skylake", "intel-cascadelake", "intel-icelake", "intel-sapphirerapids",
	},
	"amd": {
		"amd-rev-e", "amd-rev-f", "amd-greyhound-no3dnow", "amd-greyhound", "amd-bulldozer", "amd-piledriver",
		"amd-steamroller", "amd-zen", "amd-zen2", "amd-zen3", "amd-zen4",
	},
}

func vendorOf(mode string) string { v, _, _ := strings.Cut(mode, "-"); return v }

// evcRank is −1 for a mode that vSphere does not know.
func evcRank(mode string) int { return slices.Index(evcModes[vendorOf(mode)], mode) }

// evcManager sets and removes a cluster's EVC mode.
type evcManager struct {
	mo.ClusterEVCManager
	lab *Lab
}

func (l *Lab) evcOf(cluster types.ManagedObjectReference) types.ManagedObjectReference {
	return types.ManagedObjectReference{Type: "ClusterEVCManager", Value: "evcmanager-" + cluster.Value}
}

// EvcManager is how a client finds it.
func (c *cluster) EvcManager(*simulator.Context, *types.EvcManager) soap.HasFault {
	ref := c.lab.evcOf(c.Self)
	return &methods.EvcManagerBody{Res: &types.EvcManagerResponse{Returnval: &ref}}
}

func (m *evcManager) cluster() *simulator.ClusterComputeResource {
	return get[*simulator.ClusterComputeResource](m.lab, m.ManagedCluster)
}

// ConfigureEvcModeTask: known, reached by every host, and not below what running machines already use.
func (m *evcManager) ConfigureEvcModeTask(ctx *simulator.Context, req *types.ConfigureEvcMode_Task) soap.HasFault {
	c := m.cluster()
	return &methods.ConfigureEvcMode_TaskBody{Res: &types.ConfigureEvcMode_TaskResponse{
		Returnval: m.lab.task(ctx, c, "configureEvc", func() (result, fault) {
			mode := req.EvcModeKey
			if evcRank(mode) < 0 {
				return nil, explained(invalid("evcModeKey"), "There is no EVC mode %s.", mode)
			}
			if f := m.lab.evcReached(mode, c.Host); f != nil {
				return nil, f
			}
			if f := m.blockedByMachines(c, mode); f != nil {
				return nil, f
			}
			m.lab.setEvc(c, mode)
			return nil, nil
		}),
	}}
}

// DisableEvcModeTask removes the mode.
func (m *evcManager) DisableEvcModeTask(ctx *simulator.Context, _ *types.DisableEvcMode_Task) soap.HasFault {
	c := m.cluster()
	return &methods.DisableEvcMode_TaskBody{Res: &types.DisableEvcMode_TaskResponse{
		Returnval: m.lab.task(ctx, c, "disableEvc", func() (result, fault) {
			m.lab.setEvc(c, "")
			return nil, nil
		}),
	}}
}

func (l *Lab) setEvc(c *simulator.ClusterComputeResource, mode string) {
	c.Summary.(*types.ClusterComputeResourceSummary).CurrentEVCModeKey = mode
	get[*evcManager](l, l.evcOf(c.Self)).EvcState.CurrentEVCModeKey = mode
	for _, ref := range c.Host {
		get[*simulator.HostSystem](l, ref).Summary.CurrentEVCModeKey = mode
	}
}

func (l *Lab) evcReached(mode string, hosts []types.ManagedObjectReference) fault {
	f := &types.EVCModeUnsupportedByHosts{EvcMode: mode}
	for _, ref := range hosts {
		h := l.hosts[ref]
		if vendorOf(h.EvcMax) != vendorOf(mode) || evcRank(h.EvcMax) < evcRank(mode) {
			f.Host, f.HostName = append(f.Host, ref), append(f.HostName, h.Name)
		}
	}
	if len(f.Host) == 0 {
		return nil
	}
	return explained(f, "The EVC mode %s is above what these hosts reach: %s.", mode, strings.Join(f.HostName, ", "))
}

// blockedByMachines: raising is free; lowering, or setting it first, would take
// features away from machines that were started with more.
func (m *evcManager) blockedByMachines(c *simulator.ClusterComputeResource, to string) fault {
	f := &types.ActiveVMsBlockingEVC{EvcMode: to}
	for _, vm := range m.lab.machinesIn(c) {
		if running(vm) && vm.Runtime.MinRequiredEVCModeKey != "" && evcRank(vm.Runtime.MinRequiredEVCModeKey) > evcRank(to) {
			f.Host, f.HostName = append(f.Host, *vm.Runtime.Host), append(f.HostName, vm.Name)
		}
	}
	if len(f.Host) == 0 {
		return nil
	}
	return explained(f, "These machines run with features that the EVC mode %s takes away: %s.", to, strings.Join(f.HostName, ", "))
}

// startedWith: a machine keeps, until it is switched off, the processor features it
// was started with, and how far its memory can be grown.
func (l *Lab) startedWith(vm *simulator.VirtualMachine) {
	h := get[*simulator.HostSystem](l, *vm.Runtime.Host)
	mode := h.Summary.CurrentEVCModeKey
	if mode == "" {
		mode = l.hosts[h.Self].EvcMax
	}
	vm.Runtime.MinRequiredEVCModeKey, vm.Summary.Runtime.MinRequiredEVCModeKey = mode, mode
	vm.Config.HotPlugMemoryLimit = 0
	if on(vm.Config.MemoryHotAddEnabled) {
		vm.Config.HotPlugMemoryLimit = hotMemoryLimit(vm.Config.GuestId, int64(vm.Config.Hardware.MemoryMB))
	}
}
