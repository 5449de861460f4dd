package vc

import (
	"slices"
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

// silentFor is the first LUN that these hosts get no answer about, and the others do; and the second.
func silentFor(hosts ...string) []Lun {
	lun := testLuns[0]
	lun.Hosts = slices.DeleteFunc([]string{"a1", "a2", "b1", "b2"}, func(name string) bool { return slices.Contains(hosts, name) })
	lun.Silent = hosts
	return []Lun{lun, testLuns[1]}
}

var silentForAll = silentFor("a1", "a2", "b1", "b2")

// state of a machine as a client sees it.
func (x *estate) state(vm *object.VirtualMachine) []string {
	x.Helper()
	m := x.machine(vm)
	return []string{string(m.Runtime.PowerState), string(m.Runtime.ConnectionState), string(m.OverallStatus)}
}

func (x *estate) onA(name string) *object.VirtualMachine { x.Helper(); return x.on("a1", name) }

// on puts a running machine on a host.
func (x *estate) on(host, name string) *object.VirtualMachine {
	x.Helper()
	vm := x.vm(name, 1024, true)
	h := x.host(host).Reference()
	x.done(vm.Relocate(x.ctx, types.VirtualMachineRelocateSpec{Host: &h}, types.VirtualMachineMovePriorityDefaultPriority))
	return vm
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
	x.serve(silentForAll)
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
