package vc

import (
	"testing"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

func (x *estate) storage(what string) (o Outcome) {
	x.Helper()
	x.equal("status", x.http("POST", "/lab/storage/"+what, &o), 200)
	return o
}

// protected: HA and DRS, with these answers to all paths down and to permanent loss.
func (x *estate) protected(apdResponse, pdlResponse string) {
	x.Helper()
	x.ok(x.reconfigure(x.cl, haAndDrs))
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasConfig: &types.ClusterDasConfigInfo{
		VmComponentProtecting: "enabled",
		DefaultVmSettings: &types.ClusterDasVmSettings{VmComponentProtectionSettings: &types.ClusterVmComponentProtectionSettings{
			VmStorageProtectionForAPD: apdResponse, VmStorageProtectionForPDL: pdlResponse, VmTerminateDelayForAPDSec: 120,
		}},
	}}))
}

func onlyFor(hosts ...string) []Lun {
	lun := testLuns[0]
	lun.Hosts = hosts
	return []Lun{lun, testLuns[1]}
}

// state of a machine as a client sees it.
func (x *estate) state(vm *object.VirtualMachine) []string {
	x.Helper()
	m := x.machine(vm)
	return []string{string(m.Runtime.PowerState), string(m.Runtime.ConnectionState), string(m.OverallStatus)}
}

// onA puts a running machine on host a1.
func (x *estate) onA(name string) *object.VirtualMachine {
	x.Helper()
	vm := x.vm(name, 1024, true)
	h := x.host("a1").Reference()
	x.done(vm.Relocate(x.ctx, types.VirtualMachineRelocateSpec{Host: &h}, types.VirtualMachineMovePriorityDefaultPriority))
	return vm
}

// The hosts of site A lose their paths; those of site B keep them.
func TestAllPathsDownRestartsWhereADiskIsReached(t *testing.T) {
	for _, reaction := range []string{"restartConservative", "restartAggressive"} {
		t.Run(reaction, func(t *testing.T) {
			x := twins(t).estate()
			x.protected(reaction, "warning")
			vm := x.onA("v")
			x.serve(onlyFor("b1", "b2"))
			o := x.storage("A/lose")
			x.equal("restarted", names(o.Restarted), []string{"v"})
			x.equal("cause", o.Restarted[0].Cause, "all paths down, after 140 s + 120 s")
			x.equal("others", [][]string{names(o.Off), names(o.Inaccessible)}, [][]string{nil, nil})
			x.equal("site", x.hostOf(vm)[0], byte('b'))
			x.equal("state", x.state(vm), []string{"poweredOn", "connected", "green"})
		})
	}
}

func TestPermanentLossRestartsAtOnce(t *testing.T) {
	x := twins(t).estate()
	x.protected("disabled", "restartAggressive")
	vm := x.onA("v")
	x.serve(onlyFor("b1", "b2"))
	o := x.looked() // the array answers that there is no such LUN
	x.equal("restarted", names(o.Restarted), []string{"v"})
	x.equal("cause", o.Restarted[0].Cause, "permanent device loss, at once")
	x.equal("site", x.hostOf(vm)[0], byte('b'))
}

// looked is what happens when hosts look at their storage, with its outcome, which goes to the log only.
func (x *estate) looked() (o Outcome) {
	x.lab.mu.Lock()
	defer x.lab.mu.Unlock()
	x.lab.notice(pdl)
	x.lab.protect(&o)
	return o
}

func TestARescanOfOneHostMakesTheClusterReact(t *testing.T) {
	x := twins(t).estate()
	x.protected("disabled", "restartAggressive")
	vm := x.onA("v")
	x.serve(onlyFor("b1", "b2"))
	x.rescan("b1")
	x.equal("site", x.hostOf(vm)[0], byte('b'))
	x.equal("state", x.state(vm), []string{"poweredOn", "connected", "green"})
}

func TestPermanentLossEverywhereLeavesAMachineOff(t *testing.T) {
	x := twins(t).estate()
	x.protected("disabled", "restartAggressive")
	vm := x.onA("v")
	x.serve(testLuns[1:])
	o := x.looked()
	x.equal("off", names(o.Off), []string{"v"})
	x.equal("why", []string{o.Off[0].Why, o.Off[0].Cause}, []string{"No host that answers reaches what v needs.", "permanent device loss, at once"})
	x.equal("state", x.state(vm), []string{"poweredOff", "inaccessible", "red"})
	x.refused(x.outcome(vm.PowerOn(x.ctx)), &types.InaccessibleDatastore{})
	x.serve(testLuns)
	for _, h := range []string{"a1", "a2", "b1", "b2"} {
		x.rescan(h)
	}
	x.equal("started when it is back", names(x.storage("A/restore").Restarted), []string{"v"})
}

// A machine whose only disk is lost runs on without it: it is not terminated where no other host could start it.
func TestAllPathsDownEverywhereLeavesAMachineInaccessible(t *testing.T) {
	x := twins(t).estate()
	x.protected("restartConservative", "restartAggressive")
	vm, off := x.onA("v"), x.vm("w", 1024, false)
	x.serve(testLuns[1:])
	o := x.storage("A/lose")
	x.equal("inaccessible", o.Inaccessible, []Restart{{
		Machine: "v", Priority: "medium", Host: "a1",
		Why: "all paths to data are down; it is not terminated: No host that answers reaches what v needs.",
	}})
	x.equal("restarted and off", [][]string{names(o.Restarted), names(o.Off)}, [][]string{nil, nil})
	x.equal("state", x.state(vm), []string{"poweredOn", "inaccessible", "red"})
	x.equal("one that is off", x.state(off), []string{"poweredOff", "inaccessible", "red"})
	x.refused(x.alter(vm, types.VirtualMachineConfigSpec{Annotation: "x"}), &types.InvalidState{})
	x.refused(x.outcome(off.Destroy(x.ctx)), &types.InvalidState{})
	h := x.host("b1").Reference()
	x.refused(x.outcome(vm.Relocate(x.ctx, types.VirtualMachineRelocateSpec{Host: &h}, types.VirtualMachineMovePriorityDefaultPriority)), &types.InvalidState{})
	var s Status
	x.http("GET", "/lab/status", &s)
	for _, m := range s.Machines {
		x.equal("status of "+m.Name, m.Inaccessible, m.Name == "v" || m.Name == "w")
	}
	x.serve(testLuns)
	o = x.storage("A/restore")
	x.equal("goes on", o.Resumed, []string{"v"})
	x.equal("state", x.state(vm), []string{"poweredOn", "connected", "green"})
	x.ok(x.alter(vm, types.VirtualMachineConfigSpec{Annotation: "x"}))
}

func TestWhatTheClusterDoesNotAnswer(t *testing.T) {
	x := twins(t).estate()
	vm := x.onA("v")
	why := func() string {
		x.Helper()
		x.serve(onlyFor("b1", "b2"))
		o := x.storage("A/lose")
		x.equal("restarted and off", [][]string{names(o.Restarted), names(o.Off)}, [][]string{nil, nil})
		x.serve(testLuns)
		x.storage("A/restore")
		return o.Inaccessible[0].Why
	}
	x.equal("without HA", why(), "all paths to data are down; HA is off")
	x.ok(x.reconfigure(x.cl, haAndDrs))
	x.equal("without VMCP", why(), "all paths to data are down; the cluster protects no components (VMCP is off)")
	x.protected("warning", "warning")
	x.equal("warning", why(), "all paths to data are down; the cluster only warns of it")
	x.protected("disabled", "disabled")
	x.equal("disabled", why(), "all paths to data are down; the cluster does nothing about it")
	x.protected("restartConservative", "restartAggressive")
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasVmConfigSpec: []types.ClusterDasVmConfigSpec{priority(vm, "disabled")}}))
	x.equal("not protected", why(), "all paths to data are down; its restart priority is disabled")
	own := priority(vm, "high")
	own.Info.DasSettings.VmComponentProtectionSettings = &types.ClusterVmComponentProtectionSettings{VmStorageProtectionForAPD: "warning", VmStorageProtectionForPDL: "clusterDefault"}
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DasVmConfigSpec: []types.ClusterDasVmConfigSpec{own}}))
	x.equal("its own answer", why(), "all paths to data are down; the cluster only warns of it")
}

func TestStorageThatIsStillServedGoesOn(t *testing.T) {
	x := twins(t).estate()
	x.protected("restartConservative", "restartAggressive")
	vm := x.onA("v")
	o := x.storage("A/lose")
	x.equal("nothing happens", [][]string{names(o.Restarted), names(o.Off), names(o.Inaccessible), o.Moved}, [][]string{nil, nil, nil, {}})
	x.equal("state", x.state(vm), []string{"poweredOn", "connected", "green"})
}

// The other site runs a machine on a disk that only the lost site had.
func TestSiteLossTakesADiskFromTheOtherSite(t *testing.T) {
	x := twins(t).estate()
	x.protected("restartConservative", "restartAggressive")
	vm := x.onA("v")
	x.serve(testLuns[1:])
	o := x.site("B/lose")
	x.equal("inaccessible", names(o.Inaccessible), []string{"v"})
	x.equal("state", x.state(vm), []string{"poweredOn", "inaccessible", "red"})
	x.serve(testLuns)
	x.equal("goes on", x.site("B/restore").Resumed, []string{"v"})
}

func TestManualDrsOnlyAdvises(t *testing.T) {
	x := twins(t).estate()
	vm := x.vm("v", 1024, true)
	x.twoSites(false, vm)
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DrsConfig: &types.ClusterDrsConfigInfo{DefaultVmBehavior: types.DrsBehaviorManual}}))
	x.site("A/lose")
	x.site("A/restore")
	o := x.drs()
	x.equal("moved and advised", []int{len(o.Moved), len(o.Advised)}, []int{0, 1})
	x.equal("stays", x.hostOf(vm)[0], byte('b'))
	x.ok(x.reconfigure(x.cl, types.ClusterConfigSpecEx{DrsConfig: &types.ClusterDrsConfigInfo{DefaultVmBehavior: types.DrsBehaviorFullyAutomated}}))
	x.equal("home", x.hostOf(vm)[0], byte('a'))
}

func TestHostsOfALostSiteSayNothing(t *testing.T) {
	x := start(t).estate()
	x.site("A/lose")
	var h mo.HostSystem
	x.props(x.host("a1").Reference(), &h, "runtime.connectionState")
	x.equal("host", h.Runtime.ConnectionState, types.HostSystemConnectionStateNotResponding)
	x.equal("mounts", x.mounts(x.ds.Reference()), map[string]string{"a1": "", "a2": "", "b1": "reached", "b2": "reached"})
}
