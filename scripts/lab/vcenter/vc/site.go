package vc

import (
	"maps"
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// model is said with every outcome: nobody should take it for vSphere HA itself.
const model = "This is the lab's own model of HA and DRS, not vSphere's: it shows what the settings ask for, not what a vCenter would do."

// Outcome is what the loss or the return of a site did.
type Outcome struct {
	Model     string    `json:"model"`
	Site      string    `json:"site"`
	Hosts     []string  `json:"hosts"`
	Restarted []Restart `json:"restarted"`
	Off       []Restart `json:"off"`
	Moved     []string  `json:"moved"`
}

// Restart of one machine; Why it stayed off, if it did.
type Restart struct {
	Machine  string `json:"machine"`
	Priority string `json:"priority"`
	Host     string `json:"host,omitempty"`
	Why      string `json:"why,omitempty"`
}

func newOutcome(site string) Outcome {
	return Outcome{Model: model, Site: site, Hosts: []string{}, Restarted: []Restart{}, Off: []Restart{}, Moved: []string{}}
}

// byNameOf sorts compute resources: an outcome reads the same in every run.
func (l *Lab) byNameOf(set map[types.ManagedObjectReference]bool) []types.ManagedObjectReference {
	return slices.SortedFunc(maps.Keys(set), func(a, b types.ManagedObjectReference) int {
		return strings.Compare(l.nameOf(a), l.nameOf(b))
	})
}

func (l *Lab) hasSite(site string) bool { return len(l.hostsAt(site)) > 0 }

func (l *Lab) hostsAt(site string) (list []*simulator.HostSystem) {
	for _, ref := range l.sortedHosts() {
		if l.hosts[ref].Site == site {
			list = append(list, get[*simulator.HostSystem](l, ref))
		}
	}
	return list
}

func (l *Lab) setAnswering(h *simulator.HostSystem, yes bool) {
	h.Runtime.ConnectionState, h.Runtime.PowerState = types.HostSystemConnectionStateNotResponding, types.HostSystemPowerStateUnknown
	h.OverallStatus, h.Summary.OverallStatus = types.ManagedEntityStatusRed, types.ManagedEntityStatusRed
	state := types.VirtualMachineConnectionStateDisconnected
	if yes {
		h.Runtime.ConnectionState, h.Runtime.PowerState = types.HostSystemConnectionStateConnected, types.HostSystemPowerStatePoweredOn
		h.OverallStatus, h.Summary.OverallStatus = types.ManagedEntityStatusGreen, types.ManagedEntityStatusGreen
		state = types.VirtualMachineConnectionStateConnected
	}
	for _, ref := range h.Vm {
		vm := get[*simulator.VirtualMachine](l, ref)
		vm.Runtime.ConnectionState, vm.Summary.Runtime.ConnectionState = state, state
	}
	l.shapeStorage(h)
	l.recount(*h.Parent)
}

// loseSite: hosts stop to answer, their paths are gone, and HA restarts what ran there.
func (l *Lab) loseSite(site string) Outcome {
	out := newOutcome(site)
	if l.lost[site] {
		return out
	}
	l.lost[site] = true
	var victims []*simulator.VirtualMachine
	clusters := map[types.ManagedObjectReference]bool{}
	for _, h := range l.hostsAt(site) {
		out.Hosts = append(out.Hosts, h.Name)
		l.setAnswering(h, false)
		clusters[*h.Parent] = true
		for _, ref := range h.Vm {
			if vm := get[*simulator.VirtualMachine](l, ref); running(vm) {
				victims = append(victims, vm)
			}
		}
	}
	l.rescan() // a host sees by itself that its paths are gone, or there again
	for _, ref := range l.byNameOf(clusters) {
		c := get[*simulator.ClusterComputeResource](l, ref)
		mine := slices.DeleteFunc(slices.Clone(victims), func(vm *simulator.VirtualMachine) bool {
			return *get[*simulator.HostSystem](l, *vm.Runtime.Host).Parent != ref
		})
		up, off := l.haRestart(c, mine)
		out.Restarted, out.Off = append(out.Restarted, up...), append(out.Off, off...)
	}
	return out
}

// restoreSite: hosts answer again, what stayed off there is started, and DRS takes machines home by their rules.
func (l *Lab) restoreSite(site string) Outcome {
	out := newOutcome(site)
	if !l.lost[site] {
		return out
	}
	delete(l.lost, site)
	clusters := map[types.ManagedObjectReference]bool{}
	for _, h := range l.hostsAt(site) {
		out.Hosts = append(out.Hosts, h.Name)
		l.setAnswering(h, true)
		clusters[*h.Parent] = true
	}
	l.rescan() // a host sees by itself that its paths are gone, or there again
	for _, ref := range l.byNameOf(clusters) {
		c := get[*simulator.ClusterComputeResource](l, ref)
		if c == nil {
			continue
		}
		var waiting []*simulator.VirtualMachine
		for _, vm := range l.machinesIn(c) {
			if _, was := l.away[vm.Self]; was && !running(vm) {
				waiting = append(waiting, vm)
			}
		}
		up, off := l.haRestart(c, waiting)
		out.Restarted, out.Off = append(out.Restarted, up...), append(out.Off, off...)
		out.Moved = append(out.Moved, l.drs(c)...)
		for _, vm := range l.machinesIn(c) {
			if running(vm) {
				delete(l.away, vm.Self)
			}
		}
	}
	return out
}
