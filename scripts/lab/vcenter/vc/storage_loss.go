package vc

import (
	"log"
	"slices"
	"strings"

	"github.com/vmware/govmomi/simulator"
)

// loseStorage: the servers of a site's storage are silent; every host goes on. What is
// still served by the other side stays, the rest is all paths down.
func (l *Lab) loseStorage(site string) Outcome {
	out := newOutcome(site)
	l.notice()
	l.protect(&out, apd, pdl)
	return out
}

// restoreStorage: paths are there again, without a rescan.
func (l *Lab) restoreStorage(site string) Outcome {
	out := newOutcome(site)
	before := l.stranded()
	l.notice()
	l.resume(&out, before)
	return out
}

// look: hosts notice by themselves what an array took away, and clusters react.
func (l *Lab) look() {
	l.notice()
	l.react()
}

// react to a permanent loss, which nobody asked for an outcome of: it is told in the log.
// Where all paths are down a cluster waits for minutes; what comes of it is told with the
// loss of a site or of its storage.
func (l *Lab) react() {
	var out Outcome
	l.protect(&out, pdl)
	for _, list := range [][]Restart{out.Restarted, out.Off, out.Inaccessible} {
		for _, r := range list {
			log.Printf("lab: %s lost its disks: %s %s", r.Machine, strings.TrimSpace(r.Cause+" "+r.Why), r.Host)
		}
	}
}

// stranded machines run without a disk that they need.
func (l *Lab) stranded() (list []*simulator.VirtualMachine) {
	for _, e := range l.Map.All("VirtualMachine") {
		vm := e.(*simulator.VirtualMachine)
		if ds, _ := l.outOfReach(vm); ds != nil && running(vm) && l.connected(*vm.Runtime.Host) {
			list = append(list, vm)
		}
	}
	slices.SortFunc(list, byName)
	return list
}

// resume: who was stranded and has its disks again goes on; what HA could not restart is tried again.
func (l *Lab) resume(out *Outcome, before []*simulator.VirtualMachine) {
	l.held = true
	for _, vm := range before {
		if ds, _ := l.outOfReach(vm); ds == nil {
			out.Resumed = append(out.Resumed, vm.Name)
		}
	}
	for _, c := range l.clusters() {
		var waiting []*simulator.VirtualMachine
		for _, vm := range l.machinesIn(c) {
			if _, was := l.away[vm.Self]; was && !running(vm) {
				waiting = append(waiting, vm)
			}
		}
		out.add(l.haRestart(c, waiting))
		for _, vm := range l.machinesIn(c) {
			if running(vm) {
				delete(l.away, vm.Self)
			}
		}
	}
	l.protect(out, apd, pdl)
}
