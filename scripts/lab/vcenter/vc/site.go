package vc

import (
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

func (l *Lab) hasSite(site string) bool { return len(l.hostsAt(site)) > 0 }

func (l *Lab) hostsAt(site string) (list []*simulator.HostSystem) {
	for _, ref := range l.sortedHosts() {
		if l.hosts[ref].Site == site {
			list = append(list, get[*simulator.HostSystem](l, ref))
		}
	}
	return list
}

// clusters in the order of their names: an outcome reads the same in every run.
func (l *Lab) clusters() (list []*simulator.ClusterComputeResource) {
	for _, e := range l.Map.All("ClusterComputeResource") {
		list = append(list, e.(*simulator.ClusterComputeResource))
	}
	slices.SortFunc(list, func(a, b *simulator.ClusterComputeResource) int { return strings.Compare(a.Name, b.Name) })
	return list
}

func (l *Lab) setAnswering(h *simulator.HostSystem, yes bool) {
	h.Runtime.ConnectionState, h.Runtime.PowerState = types.HostSystemConnectionStateNotResponding, types.HostSystemPowerStateUnknown
	h.OverallStatus, h.Summary.OverallStatus = types.ManagedEntityStatusRed, types.ManagedEntityStatusRed
	if yes {
		h.Runtime.ConnectionState, h.Runtime.PowerState = types.HostSystemConnectionStateConnected, types.HostSystemPowerStatePoweredOn
		h.OverallStatus, h.Summary.OverallStatus = types.ManagedEntityStatusGreen, types.ManagedEntityStatusGreen
	}
	l.shapeStorage(h)
	l.recount(*h.Parent)
}

// loseSite: hosts stop to answer and HA restarts what ran there. Where the storage of
// the site took disks from hosts that go on, the cluster reacts as after the loss of storage alone.
func (l *Lab) loseSite(site string) Outcome {
	out := newOutcome(site)
	var victims []*simulator.VirtualMachine
	if !l.lost[site] {
		for _, h := range l.hostsAt(site) {
			out.Hosts = append(out.Hosts, h.Name)
			l.setAnswering(h, false)
			for _, ref := range h.Vm {
				if vm := get[*simulator.VirtualMachine](l, ref); running(vm) {
					victims = append(victims, vm)
				}
			}
		}
		l.lost[site] = true
	}
	l.notice()
	for _, c := range l.clusters() {
		out.add(l.haRestart(c, slices.DeleteFunc(slices.Clone(victims), func(vm *simulator.VirtualMachine) bool { return l.parentOf(vm) != c.Self })))
	}
	out.add(l.haRestart(nil, slices.DeleteFunc(victims, func(vm *simulator.VirtualMachine) bool {
		return get[*simulator.ClusterComputeResource](l, l.parentOf(vm)) != nil
	})))
	l.protect(&out, apd, pdl)
	return out
}

// parentOf a machine's host.
func (l *Lab) parentOf(vm *simulator.VirtualMachine) types.ManagedObjectReference {
	return *get[*simulator.HostSystem](l, *vm.Runtime.Host).Parent
}

// restoreSite: hosts boot and answer again, and what stayed off for want of them is
// started. DRS has not looked yet: see rebalance.
func (l *Lab) restoreSite(site string) Outcome {
	out := newOutcome(site)
	if l.lost[site] {
		delete(l.lost, site)
		for _, h := range l.hostsAt(site) {
			out.Hosts = append(out.Hosts, h.Name)
			l.setAnswering(h, true)
		}
	}
	before := l.stranded()
	l.notice()
	for _, h := range l.hostsAt(site) {
		l.discover(h.Self)
	}
	l.resume(&out, before)
	return out
}

// rebalance is one run of DRS on every cluster.
func (l *Lab) rebalance() Outcome {
	out := newOutcome("")
	l.held = false
	for _, c := range l.clusters() {
		moved, advised := l.drs(c)
		out.Moved, out.Advised = append(out.Moved, moved...), append(out.Advised, advised...)
	}
	return out
}
