package vc

import (
	"fmt"
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/types"
)

// apdTimeout is Misc.APDTimeout of a host in seconds, as prepare.sh sets it: until then a loss of all paths may be a passing one.
const apdTimeout = 140

// protect is our model of VM Component Protection: what each cluster does about machines
// that run on a host that is well, without a disk that they need, lost for one of these reasons.
func (l *Lab) protect(out *Outcome, reasons ...types.HostMountInfoInaccessibleReason) {
	concerned := slices.DeleteFunc(l.stranded(), func(vm *simulator.VirtualMachine) bool {
		_, why := l.outOfReach(vm)
		return !slices.Contains(reasons, why)
	})
	for _, vm := range concerned {
		if get[*simulator.ClusterComputeResource](l, l.parentOf(vm)) == nil {
			out.Inaccessible = append(out.Inaccessible, l.left(vm, "", "its host is in no cluster"))
		}
	}
	for _, c := range l.clusters() {
		var mine []*simulator.VirtualMachine
		for _, vm := range concerned {
			if l.parentOf(vm) == c.Self {
				mine = append(mine, vm)
			}
		}
		for _, vm := range l.restartOrder(configOf(c), mine) {
			l.protectOne(out, c, vm)
		}
	}
	l.showReach()
}

func (l *Lab) protectOne(out *Outcome, c *simulator.ClusterComputeResource, vm *simulator.VirtualMachine) {
	cfg := configOf(c)
	priority := priorityOf(cfg, vm.Self)
	_, lost := l.outOfReach(vm)
	reaction, cause := reactionTo(cfg, vm.Self, lost)
	stays := func(why string) { out.Inaccessible = append(out.Inaccessible, l.left(vm, priority, why)) }
	switch {
	case !on(cfg.DasConfig.Enabled):
		stays("HA is off")
	case cfg.DasConfig.VmComponentProtecting != string(types.ClusterDasConfigInfoServiceStateEnabled):
		stays("the cluster protects no components (VMCP is off)")
	case priority == "disabled":
		stays("its restart priority is disabled")
	case reaction == "warning":
		stays("the cluster only warns of it")
	case reaction != "restartConservative" && reaction != "restartAggressive":
		stays("the cluster does nothing about it")
	case lost == apd && l.noPlace(c, vm) != "":
		// Both kinds of restart ask the primary host for room first, and here it always answers.
		stays("it is not terminated: " + l.noPlace(c, vm))
	default:
		up, off := l.haRestart(c, []*simulator.VirtualMachine{vm})
		for _, list := range [][]Restart{up, off} {
			for i := range list {
				list[i].Cause = cause
			}
		}
		out.add(up, off)
	}
}

// noPlace is why no other host could run the machine; "" where one could.
func (l *Lab) noPlace(c *simulator.ClusterComputeResource, vm *simulator.VirtualMachine) string {
	l.setPower(vm, false) // as if it were terminated: it needs no processor features of its start any more
	defer l.setPower(vm, true)
	if _, f := l.best(vm, c.Host); f != nil {
		return say(f)
	}
	return ""
}

// left is a machine that stays where it is.
func (l *Lab) left(vm *simulator.VirtualMachine, priority, why string) Restart {
	ds, lost := l.outOfReach(vm)
	what := map[types.HostMountInfoInaccessibleReason]string{apd: "all paths to %s are down", pdl: "%s is gone for good"}[lost]
	if what == "" {
		what = "%s is out of reach"
	}
	return Restart{Machine: vm.Name, Priority: priority, Host: l.nameOf(*vm.Runtime.Host), Why: fmt.Sprintf(what, ds.Name) + "; " + why}
}

// reactionTo a loss: the machine's own setting, else the cluster's; and the loss in words, with what passes until then.
func reactionTo(cfg *types.ClusterConfigInfoEx, vm types.ManagedObjectReference, lost types.HostMountInfoInaccessibleReason) (reaction, cause string) {
	var s types.ClusterVmComponentProtectionSettings
	if d := cfg.DasConfig.DefaultVmSettings; d != nil && d.VmComponentProtectionSettings != nil {
		s = *d.VmComponentProtectionSettings
	}
	for _, o := range cfg.DasVmConfig {
		if o.Key != vm || o.DasSettings == nil || o.DasSettings.VmComponentProtectionSettings == nil {
			continue
		}
		own := *o.DasSettings.VmComponentProtectionSettings
		if own.VmStorageProtectionForAPD != "" && own.VmStorageProtectionForAPD != "clusterDefault" {
			s.VmStorageProtectionForAPD = own.VmStorageProtectionForAPD
		}
		if own.VmStorageProtectionForPDL != "" && own.VmStorageProtectionForPDL != "clusterDefault" {
			s.VmStorageProtectionForPDL = own.VmStorageProtectionForPDL
		}
		if own.VmTerminateDelayForAPDSec > 0 {
			s.VmTerminateDelayForAPDSec = own.VmTerminateDelayForAPDSec
		}
	}
	if lost == pdl {
		return s.VmStorageProtectionForPDL, "permanent device loss, at once"
	}
	return s.VmStorageProtectionForAPD, fmt.Sprintf("all paths down, after %d s + %d s", apdTimeout, s.VmTerminateDelayForAPDSec)
}
